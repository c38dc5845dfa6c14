// Changes a part of the page into what the server says now, touching only what differs: focus, selection and
// what is scrolled stay where they are.

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== 'open' && name !== 'data-here') old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  attributes(old, fresh);
  const named = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const match = next.id ? named.get(next.id) : at && !at.id && at.nodeName === next.nodeName ? at : undefined;
    if (!match) {
      old.insertBefore(next, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else old.insertBefore(match, at);
    if (match.nodeType !== Node.ELEMENT_NODE) match.data = next.data;
    else morph(match, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

// Rows of a list stay where they are: what is no longer in it fades, what is new waits to be asked for.
export function morphRows(old, fresh) {
  const rows = new Map([...fresh.children].map((row) => [row.id, row]));
  for (const row of old.children) {
    const next = rows.get(row.id);
    row.classList.toggle('gone', !next);
    if (next) morph(row, next);
    else row.title = 'No longer in this list';
  }
}
