// Times that go by, in the words of the server.

const offset = Date.parse(document.body.dataset.now) - Date.now();

function words(seconds) {
  if (seconds < 10) return `${seconds}s`;
  const parts = [];
  for (const [unit, size] of [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]]) {
    const count = Math.floor(seconds / size);
    seconds %= size;
    if (count > 0) parts.push(count + unit);
    else if (parts.length) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

export function tick() {
  const now = Date.now() + offset;
  for (const time of document.querySelectorAll('time[data-tick]')) {
    const past = Math.trunc((now - Date.parse(time.dateTime)) / 1000);
    const text =
      time.dataset.tick === 'since' ? words(Math.max(0, past)) :
      time.dataset.tick === 'ago' ? `${words(Math.max(0, past))} ago` : past < 0 ? `in ${words(-past)}` : `${words(past)} ago`;
    if (time.firstChild?.data !== text) time.textContent = text;
  }
}

setInterval(() => { if (!document.hidden) tick(); }, 1000);
