// Following the output of a running job: lines are added below; the view stays at the end only if it was there.

const most = 5000;
const every = 1000;
const button = document.getElementById('follow');
let following = true;

function isAtEnd(lines) {
  return lines.scrollHeight - lines.scrollTop - lines.clientHeight < 24;
}

function add(lines, text) {
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  const stay = !isAtEnd(lines);
  for (const line of [...parsed.body.children]) {
    const known = document.getElementById(line.id);
    if (known) known.replaceWith(line);
    else lines.append(line);
  }
  if (stay) return;
  while (lines.childElementCount > most) lines.firstElementChild.remove();
  lines.scrollTop = lines.scrollHeight;
}

async function read(lines) {
  const { follow, next, line } = lines.dataset;
  const answer = await fetch(`${follow}&from=${next}&line=${line}`);
  if (!answer.ok) return answer.status >= 500;
  lines.dataset.next = answer.headers.get('Queuectl-Next');
  lines.dataset.line = answer.headers.get('Queuectl-Line');
  const text = await answer.text();
  if (text) add(lines, text);
  return answer.headers.get('Queuectl-Ended') !== 'true';
}

async function loop(lines) {
  let more = true;
  if (following && !document.hidden) {
    try {
      more = await read(lines);
    } catch {
      // The server is away for now.
    }
  }
  if (more) setTimeout(() => loop(lines), every);
  else button?.remove();
}

for (const lines of document.querySelectorAll('.lines')) {
  if (!location.hash.match(/^#[LE]\d+$/) && (lines.dataset.follow || lines.dataset.tail)) lines.scrollTop = lines.scrollHeight;
  if (lines.dataset.follow) loop(lines);
}
if (button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    following = !following;
    button.setAttribute('aria-pressed', String(following));
    button.textContent = following ? 'Following' : 'Follow';
  });
  button.textContent = 'Following';
}
