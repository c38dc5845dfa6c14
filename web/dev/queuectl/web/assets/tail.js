// The page of what all running jobs print: lines are added below; the view stays at the end only if it was there. That
// a job has begun is heard over the stream of events, which keeps the number of running jobs on the page.

const most = 1000;
const every = 1000;
let paused = false;
let reading = false;

const lines = document.getElementById('tail');
const button = document.getElementById('tail-pause');

function isAtEnd() {
  return lines.scrollHeight - lines.scrollTop - lines.clientHeight < 24;
}

function add(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-at]');
  const stay = !isAtEnd();
  lines.dataset.at = fresh.dataset.at;
  lines.append(...fresh.children);
  if (!stay) trim();
}

function trim() {
  while (lines.childElementCount > most) lines.firstElementChild.remove();
  lines.scrollTop = lines.scrollHeight;
}

// Who reads further up keeps what they read; so that this has an end, nothing comes until they are back at the end.
function isFull() {
  if (isAtEnd()) trim();
  return lines.childElementCount > 5 * most;
}

async function read() {
  const address = new URL(lines.dataset.lines, location.href);
  if (lines.dataset.at) address.searchParams.set('at', lines.dataset.at);
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (answer.status === 401) location.reload();
  if (answer.status === 200) add(await answer.text());
}

function isRunning() {
  return Number(document.getElementById('tail-running').dataset.running) > 0 || lines.dataset.at;
}

async function follow() {
  if (reading) return;
  reading = true;
  while (isRunning() && !paused) {
    if (!document.hidden && !isFull()) {
      try {
        await read();
      } catch {
        // The server is away for now.
      }
    }
    await new Promise((done) => setTimeout(done, every));
  }
  reading = false;
}

function pause() {
  paused = !paused;
  button.setAttribute('aria-pressed', String(paused));
  button.textContent = paused ? 'Resume' : 'Pause';
  if (!paused) follow();
}

if (lines) {
  lines.scrollTop = lines.scrollHeight;
  button.hidden = false;
  button.addEventListener('click', pause);
  document.addEventListener('queuectl:changed', follow);
  follow();
}
