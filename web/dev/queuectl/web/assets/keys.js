// The keyboard: what it does is said in the dialog that `?` opens.

const help = document.getElementById('help');
let waitsForPage = false;

function rows() {
  return [...document.querySelectorAll('[data-row]')];
}

function here() {
  return document.querySelector('[data-here]');
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  here()?.removeAttribute('data-here');
  next.setAttribute('data-here', '');
  next.scrollIntoView({ block: 'nearest' });
}

function open() {
  here()?.querySelector('a.id, a[href]')?.click();
}

function select() {
  here()?.querySelector('input[type=checkbox]')?.click();
}

function follow(key) {
  document.querySelector(`main [data-key="${key}"]`)?.click();
}

function leave() {
  here()?.removeAttribute('data-here');
  document.activeElement?.blur();
}

const does = {
  '/': () => document.getElementById('search').focus(),
  '?': () => help.showModal(),
  j: () => move(1),
  k: () => move(-1),
  Enter: open,
  x: select,
  n: () => follow('n'),
  p: () => follow('p'),
  l: () => document.getElementById('live').click(),
  Escape: leave,
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === 'Escape' && document.querySelector(':popover-open')) return; // closes it
  const target = event.target;
  if (target.matches('input:not([type=checkbox]), select, textarea')) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  if (waitsForPage) {
    waitsForPage = false;
    const link = document.querySelector(`.sidebar [data-key="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (event.key === 'g') {
    waitsForPage = true;
    setTimeout(() => { waitsForPage = false; }, 1500);
  } else if (Object.hasOwn(does, event.key) && !(event.key === 'Enter' && target.matches('a, button, summary'))) {
    event.preventDefault();
    does[event.key]();
  }
});
