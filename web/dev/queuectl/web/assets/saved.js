// Filters of jobs that somebody has saved, kept in this browser: they are a matter of taste, not of the queue.

const place = document.getElementById('saved');
const key = 'filters';

function stored() {
  try {
    const filters = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(filters) ? filters.filter((it) => typeof it === 'string') : [];
  } catch {
    return [];
  }
}

// The filter and its order, whatever page of the list is shown.
function current() {
  const query = new URLSearchParams(location.search);
  for (const name of ['cursor', 'after', 'trail', 'page', 'live', 'said']) query.delete(name);
  return query.toString();
}

function button(text, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button quiet small';
  made.textContent = text;
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', () => { localStorage.setItem(key, JSON.stringify(act(stored()))); draw(); });
  return made;
}

function chip(query) {
  const words = [...new URLSearchParams(query).values()].join(', ');
  const link = document.createElement('a');
  link.href = `/jobs?${query}`;
  link.textContent = words;
  if (query === current()) link.setAttribute('aria-current', 'true');
  const both = document.createElement('span');
  both.className = 'chip';
  both.append(link, button('×', `Forget ${words}`, (all) => all.filter((it) => it !== query)));
  return both;
}

function draw() {
  const now = current();
  const filters = stored();
  place.replaceChildren(...filters.map(chip));
  if (now && !filters.includes(now)) place.append(button('Save this filter', '', (all) => [...all, now]));
  place.hidden = !place.childElementCount;
}

if (place) draw();
