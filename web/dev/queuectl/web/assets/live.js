// Live updates: when the server says that something has changed which concerns this page, the parts that can change
// are read again and changed calmly. Quiet while the tab is hidden or the reader has paused it.
import { morph, morphRows } from './morph.js';
import { tick } from './clock.js';
import { join } from './stream.js';

const button = document.getElementById('live');
const note = document.getElementById('live-note');
const least = 1000;
const patience = 15_000;
let leave;
let reading = false;
let wanted = false;
let missed = false; // something has changed that seemed to be none of our business
let skipped = false; // a part was in use
let failures = 0;
let failedAt = 0;
let lostAt = 0;
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

// What was typed into a form is not taken along by what it was about.
function isTyped(part) {
  const fields = 'input:not([type=hidden], [type=checkbox]), textarea';
  return part.dataset.live === 'form' && [...part.querySelectorAll(fields)].some((field) => field.value !== field.defaultValue);
}

function about() {
  return document.querySelector('[data-live-address]')?.dataset ?? {};
}

function update(part, fresh) {
  if (part.dataset.live === 'replace') part.replaceWith(fresh);
  else (part.dataset.live === 'rows' ? morphRows : morph)(part, fresh);
}

function take(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const parts = new Map([...page.querySelectorAll('template')].map(({ content }) => [content.firstElementChild.id, content.firstElementChild]));
  skipped = false;
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = parts.get(part.id);
    if (!fresh) continue;
    if (isInUse(part)) skipped = true;
    else if (!isTyped(part)) update(part, fresh);
  }
  document.dispatchEvent(new Event('queuectl:changed'));
  tick();
}

// Says which output is there already: it is not sent again.
async function load() {
  const shown = document.querySelector('[data-shown]')?.dataset.shown ?? 'true';
  const answer = await fetch(about().liveAddress ?? document.body.dataset.address, {
    headers: { Accept: 'text/html', 'Queuectl-Live': shown },
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.status === 401) location.reload();
  if (answer.status >= 500) throw new Error(answer.statusText);
  if (answer.ok) take(await answer.text());
}

async function read() {
  wanted = missed = false;
  reading = true;
  const begun = Date.now();
  try {
    await load();
    failures = failedAt = 0;
  } catch {
    failures++;
    failedAt ||= begun;
    wanted = true;
  }
  readAt = Date.now();
  say();
  // A slow server is asked less often, and so is one that fails.
  const rest = failures ? Math.min(patience, least * 2 ** failures) : Math.max(least, 5 * (readAt - begun));
  setTimeout(() => { reading = false; if (wanted) changed(); }, rest);
}

function changed() {
  if (paused || document.hidden) return;
  if (reading) wanted = true;
  else read();
}

// A page that says which job it shows, and on what else that depends, is not read again for others.
function concerns({ all, kinds, jobs }) {
  const { job, kinds: ours } = about();
  return all || job === undefined || jobs.includes(job) || ours.split(' ').some((kind) => kinds.includes(kind));
}

function hear({ changed: news, lost, out }) {
  if (out) location.reload(); // the login
  if (lost !== undefined) lostAt = lost;
  if (news) {
    lostAt = 0;
    if (concerns(news)) changed();
    else missed = true;
  }
  say();
}

function say() {
  const since = lostAt || failedAt;
  const text = since && leave ? `Disconnected since ${new Date(since).toTimeString().slice(0, 5)}` : '';
  if (note.textContent !== text) note.textContent = text; // it is read out when it changes
  button.toggleAttribute('data-lost', text !== '');
  button.setAttribute('aria-pressed', String(!paused));
  button.lastElementChild.textContent = paused ? 'Paused' : 'Live';
}

// Where one has come back, something may have changed meanwhile.
function listen() {
  const on = !paused && !document.hidden;
  if (on && !leave) {
    lostAt = failures = failedAt = 0;
    leave = join(hear);
    changed();
  } else if (!on) {
    stop();
  }
  say();
}

function stop() {
  leave?.();
  leave = undefined;
}

if (document.querySelector('[data-live]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    paused = !paused;
    sessionStorage.setItem('live', paused ? 'paused' : 'on');
    listen();
  });
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
  for (const end of ['focusout', 'selectionchange']) {
    document.addEventListener(end, () => { if (skipped) setTimeout(() => { if (skipped) changed(); }, least); });
  }
  // Charts move on although nothing changes; and what a job waits for may be another job.
  setInterval(() => {
    const age = Date.now() - readAt;
    if (age > 60_000 || (missed && age > 1000 * (about().within ?? 60))) changed();
  }, 5000);
  listen();
}
