// Following what a running attempt prints: lines are added below; the view stays at the end only if it was there.
import { morph } from './morph.js';

const most = 5000;
const every = 1000;
const begun = new WeakSet();
let following = true;

function isAtEnd(lines) {
  return lines.scrollHeight - lines.scrollTop - lines.clientHeight < 24;
}

function add(lines, fresh) {
  const stay = !isAtEnd(lines);
  for (const line of fresh) {
    const known = document.getElementById(line.id);
    if (known) known.replaceWith(line);
    else lines.append(line);
  }
  if (stay) return;
  while (lines.childElementCount > most) {
    lines.firstElementChild.remove();
    lines.parentElement.querySelector('.windows')?.removeAttribute('hidden');
  }
  lines.scrollTop = lines.scrollHeight;
}

function take(panel, html) {
  const update = new DOMParser().parseFromString(html, 'text/html');
  for (const { dataset, children: [about, ...lines] } of update.querySelectorAll('[data-stream]')) {
    const target = panel.querySelector(`.lines[data-stream=${dataset.stream}]`);
    morph(panel.querySelector(`#${about.id}`), about);
    add(target, lines);
    target.dataset.at = dataset.at;
  }
}

// Returns how long to wait for more; nothing if there is nothing to wait for.
async function read(panel) {
  const address = new URL(panel.dataset.follow, location.href);
  for (const { dataset } of panel.querySelectorAll('.lines[data-at]')) address.searchParams.set(dataset.stream, dataset.at);
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (answer.status === 401) location.reload();
  if (!answer.ok) return answer.status < 500 ? undefined : 5 * every;
  const html = await answer.text();
  if (html && panel.isConnected) take(panel, html);
  if (answer.headers.get('Queuectl-Ended') === 'true') return undefined;
  return answer.headers.get('Queuectl-More') === 'true' ? 0 : every;
}

async function follow(panel) {
  for (let wait = 0; wait !== undefined && panel.isConnected;) {
    await new Promise((done) => setTimeout(done, wait));
    wait = every;
    if (!following || document.hidden) continue;
    try {
      wait = await read(panel);
    } catch {
      // The server is away for now.
    }
  }
  panel.querySelector('#follow')?.remove();
}

function show(button) {
  button.hidden = false;
  button.setAttribute('aria-pressed', String(following));
  button.textContent = following ? 'Following' : 'Follow';
}

function begin() {
  const panel = document.getElementById('output');
  if (!panel || begun.has(panel)) return;
  begun.add(panel);
  for (const lines of panel.querySelectorAll('.lines')) {
    if (!location.hash.match(/^#[LE]\d+$/) && (lines.dataset.at || lines.dataset.tail !== undefined)) lines.scrollTop = lines.scrollHeight;
  }
  const button = document.getElementById('follow');
  if (button) show(button);
  if (panel.querySelector('[data-at]')) follow(panel);
  else button?.remove();
}

document.addEventListener('click', ({ target }) => {
  if (target.id !== 'follow') return;
  following = !following;
  show(target);
});
document.addEventListener('queuectl:changed', begin);
begin();
