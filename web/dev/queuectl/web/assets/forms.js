// What people type and where they come from: a message is said once, a form leads back to where one was, and what
// was typed into other forms of the page is still there.

// The message is on the page now; loading the address again need not look for it.
if (new URLSearchParams(location.search).has('said')) {
  history.replaceState(history.state, '', document.body.dataset.address + location.hash);
}
const here = document.body.dataset.address;

document.querySelector('.said .dismiss')?.addEventListener('click', (event) => {
  event.preventDefault();
  event.target.closest('.said').remove();
});

// The list from which one came, in this tab: its filter and its page.
if (location.pathname === '/jobs' || location.pathname === '/dlq') sessionStorage.setItem('list', here);
const list = sessionStorage.getItem('list');

function leadBack() {
  for (const link of list ? document.querySelectorAll('a[data-list]') : []) {
    const address = new URL(link.href);
    if (address.pathname === '/jobs') {
      link.href = list;
      if (list.startsWith('/dlq')) link.textContent = link.textContent.replace('Jobs', 'Dead letters');
    } else {
      address.searchParams.set('back', list);
      link.href = address.pathname + address.search;
    }
  }
}
leadBack();
document.addEventListener('queuectl:changed', leadBack);

// A form is known by what it is about.
function name(form) {
  const fixed = [...form.querySelectorAll('input[type=hidden]')].filter((it) => !it.name.endsWith('.seen'));
  return [form.getAttribute('action'), ...fixed.map((it) => `${it.name}=${it.value}`)].join(' ');
}

function fields(form) {
  return [...form.elements].filter((it) => it.matches('input:not([type=hidden], [type=password], [type=search]), textarea') && it.name);
}

function isTyped(field) {
  return field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function typed(except) {
  const kept = {};
  for (const form of document.querySelectorAll('main form[method=post]')) {
    const own = form === except || form.classList.contains('list') ? [] : values(form);
    if (own.length) kept[name(form)] = own;
  }
  return kept;
}

function values(form) {
  return fields(form).filter(isTyped).map((it) => [it.name, it.type === 'checkbox' ? it.checked : it.value]);
}

function restore(kept) {
  for (const form of document.querySelectorAll('main form[method=post]')) {
    for (const [field, value] of kept[name(form)] ?? []) {
      const at = form.elements.namedItem(field);
      if (at?.type === 'checkbox') at.checked = value;
      else if (at) at.value = value;
      at?.closest('details')?.setAttribute('open', '');
    }
  }
}

// What was sent is restored, too, where nothing says what came of it: somebody had to log in first.
const place = 'place';
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  const sent = form.closest('main') && !form.classList.contains('list') ? { [name(form)]: values(form) } : {};
  sessionStorage.setItem(place, JSON.stringify({ path: here, top: scrollY, typed: typed(form), sent }));
});
// A page that finds itself logged out loads itself again, whatever is being typed into it.
const left = 'left';
addEventListener('pagehide', () => {
  sessionStorage.setItem(left, JSON.stringify({ path: here, typed: typed() }));
});

function taken(key) {
  const found = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  sessionStorage.removeItem(key);
  return found?.path === here ? found : undefined;
}

const kept = taken(place);
const before = taken(left);
if (kept) {
  const isAnswered = document.querySelector('.said, [aria-invalid]');
  restore(isAnswered ? kept.typed : { ...kept.typed, ...kept.sent });
  if (!document.querySelector('[aria-invalid]')) scrollTo(0, kept.top);
} else if (before && document.referrer === location.href.split('#')[0]) {
  restore(before.typed);
}

// Times in the reader's own zone, if that is another.
const zone = document.querySelector('[data-zone]');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone?.replace(/^(Etc\/)?(UTC|GMT)$/, 'UTC');
if (zone && own) {
  const button = zone.querySelector('button');
  const isOwn = zone.dataset.zone === own;
  button.hidden = isOwn && !localStorage.getItem('zone');
  button.value = isOwn ? '' : own;
  button.textContent = isOwn ? "Use the queue's" : `Use ${own}`;
  zone.addEventListener('submit', () => {
    if (isOwn) localStorage.removeItem('zone');
    else localStorage.setItem('zone', own);
  });
}
