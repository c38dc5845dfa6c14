// Live updates: the server says that the store has changed; then the page is read again and changed calmly.
// Quiet while the tab is hidden or the reader has paused it.
import { morph, morphRows } from './morph.js';
import { tick } from './clock.js';

const button = document.getElementById('live');
const least = 1000;
const idle = 60_000;
let source;
let reading = false;
let wanted = false;
let readAt = Date.now();
let paused = sessionStorage.getItem('live') === 'paused';

// Whoever is typing, choosing or marking text in a part is not disturbed there.
function isInUse(part) {
  const focus = document.activeElement;
  const selection = getSelection();
  return (
    (part.contains(focus) && focus.matches('input:not([type=checkbox]), select, textarea')) ||
    (selection && !selection.isCollapsed && part.contains(selection.anchorNode))
  );
}

function address() {
  return document.querySelector('[data-live-address]')?.dataset.liveAddress ?? document.body.dataset.address;
}

async function read() {
  wanted = false;
  reading = true;
  const begun = Date.now();
  try {
    const answer = await fetch(address(), { headers: { Accept: 'text/html', 'Queuectl-Live': 'true' } });
    if (answer.status === 401) location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(part.id);
      if (fresh && !isInUse(part)) (part.dataset.live === 'rows' ? morphRows : morph)(part, fresh);
    }
    document.dispatchEvent(new Event('queuectl:changed'));
    tick();
  } catch {
    // The server is away; its next message says that it is back.
  } finally {
    readAt = Date.now();
    // A slow server is asked less often.
    setTimeout(() => { reading = false; if (wanted) changed(); }, Math.max(least, 5 * (readAt - begun)));
  }
}

function changed() {
  if (paused || document.hidden) return;
  if (reading) wanted = true;
  else read();
}

function listen() {
  const on = !paused && !document.hidden;
  if (on && !source) {
    source = new EventSource('/api/v1/changes');
    source.addEventListener('changed', changed);
    source.onopen = () => button.removeAttribute('data-lost');
    source.onerror = () => button.setAttribute('data-lost', '');
  } else if (!on && source) {
    source.close();
    source = undefined;
  }
  button.setAttribute('aria-pressed', String(!paused));
  button.lastElementChild.textContent = paused ? 'Paused' : 'Live';
}

if (document.querySelector('[data-live]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    paused = !paused;
    sessionStorage.setItem('live', paused ? 'paused' : 'on');
    listen();
    changed();
  });
  document.addEventListener('visibilitychange', () => { listen(); changed(); });
  addEventListener('pagehide', () => { source?.close(); source = undefined; });
  addEventListener('pageshow', (event) => { if (event.persisted) { listen(); changed(); } });
  // Charts move on although nothing changes.
  setInterval(() => { if (Date.now() - readAt > idle) changed(); }, 5000);
  listen();
}
