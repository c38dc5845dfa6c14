package dev.queuectl.cli.syntax;

import dev.queuectl.Words;
import java.util.Locale;

/// The scripts with which shells complete our command lines: they call `queuectl complete` at every
/// TAB.
enum CompletionScript {
  BASH(
      """
      # Completion of queuectl for bash 3.2 and newer.
      _queuectl() {
        local program=${COMP_WORDS[0]} word meaning IFS=$'\\n'
        [ "$(type -t "$program")" = file ] || program=queuectl
        COMPREPLY=()
        while IFS=$'\\t' read -r word meaning; do
          case $word in
            :files)
              compopt -o filenames 2>/dev/null
              while read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
              ;;
            :directories)
              compopt -o filenames 2>/dev/null
              while read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$2")
              ;;
            *) COMPREPLY+=("$word") ;;
          esac
        done < <("$program" complete --bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      }
      complete -F _queuectl queuectl
      """),
  ZSH(
      """
      #compdef queuectl
      # Completion of queuectl for zsh 5 and newer.
      _queuectl() {
        local program=${(Q)words[1]} word meaning line
        local -a described
        whence -p -- $program >/dev/null || program=queuectl
        while IFS= read -r line; do
          word=${line%%$'\\t'*}
          meaning=
          [[ $line = *$'\\t'* ]] && meaning=:${line#*$'\\t'}
          case $word in
            :files) _files ;;
            :directories) _files -/ ;;
            *) described+=("${word//:/\\\\:}$meaning") ;;
          esac
        done < <($program complete -- "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)
        (( $#described )) && _describe -V queuectl described
      }
      if [ "$funcstack[1]" = _queuectl ]; then
        _queuectl "$@"
      else
        compdef _queuectl queuectl
      fi
      """),
  FISH(
      """
      # Completion of queuectl for fish 3 and newer.
      function __queuectl_complete
          set -l words (commandline -opc)
          set -l current (commandline -ct)
          set -l program $words[1]
          type -q -f -- $program; or set program queuectl
          for line in ($program complete -- $words[2..-1] $current 2>/dev/null)
              switch $line
                  case :files
                      __fish_complete_path $current
                  case :directories
                      __fish_complete_directories $current
                  case '*'
                      echo $line
              end
          end
      end
      complete -c queuectl -f -k -a '(__queuectl_complete)'
      """);

  private final String text;

  CompletionScript(String text) {
    this.text = text;
  }

  static CompletionScript of(String shell) {
    return Words.match("shell", shell, values(), CompletionScript::word);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String text() {
    return text;
  }
}
