// One stream of events for all tabs of a browser: over HTTP/1.1 a browser opens six connections to a server, and a
// stream keeps one of them. The tab that holds the lock listens, and passes what it hears on to the others. Only tabs
// that can be seen take part: a hidden one may be frozen with the lock in its hands.

const path = '/api/v1/changes';
const name = 'queuectl changes';
const least = 1000;
const most = 15_000;
const silence = 40_000; // the server says something every 15 s

// Calls back with {changed: news}; with {lost: since} while the server is away, and {lost: 0} when it is back; and
// with {out: true} if nobody is logged in any more. Returns how to stop.
export function join(hear) {
  // Without locks (plain HTTP from another machine, through a proxy) each tab listens for itself.
  const alone = !navigator.locks;
  const channel = alone ? undefined : new BroadcastChannel(name);
  let heardAt = Date.now();
  let waiting;
  let leading;
  let left = false;

  function say(message) {
    heardAt = Date.now();
    hear(message);
    if (!left) channel?.postMessage(message);
  }

  function lead() {
    return left ? undefined : new Promise((done) => { leading = listen(say, done); });
  }

  function seek(steal) {
    const { signal } = (waiting = new AbortController());
    navigator.locks.request(name, steal ? { steal } : { signal }, () => signal.aborted ? undefined : lead()).catch(() => {
      if (signal.aborted) return;
      leading?.stop(); // another tab has taken the lock
      leading = undefined;
      seek(false);
    });
  }

  const watch = setInterval(() => {
    const quiet = Date.now() - heardAt;
    if (leading && quiet > silence) leading.retry();
    if (!leading && quiet > silence + 20_000) { // who has the lock does not do its work
      heardAt = Date.now();
      waiting.abort();
      seek(true);
    }
  }, 5000);

  if (alone) {
    lead();
  } else {
    channel.onmessage = ({ data }) => {
      if (data.hello) {
        if (leading) say({ lost: leading.lost() });
        return;
      }
      heardAt = Date.now();
      hear(data);
    };
    seek(false);
    channel.postMessage({ hello: true });
  }

  return () => {
    left = true;
    clearInterval(watch);
    waiting?.abort();
    leading?.stop();
    channel?.close();
  };
}

// Comes back after any failure: by itself a browser does so if the connection breaks, but not after a 502 or a 503.
function listen(say, done) {
  let source;
  let timer;
  let wait = least;
  let since = 0;
  let stopped = false;

  function open() {
    const own = (source = new EventSource(path));
    own.onopen = () => {
      wait = least;
      since = 0;
      say({ lost: 0 });
    };
    own.addEventListener('changed', ({ data }) => say({ changed: JSON.parse(data) }));
    own.addEventListener('alive', () => say({ lost: 0 }));
    own.onerror = retry;
  }

  function retry() {
    source.close();
    clearTimeout(timer);
    since ||= Date.now();
    say({ lost: since });
    timer = setTimeout(ask, wait * (0.75 + Math.random() / 2));
    wait = Math.min(most, 1.5 * wait);
  }

  async function ask() {
    let status = 0;
    try {
      status = (await fetch(path, { method: 'HEAD', signal: AbortSignal.timeout(10_000) })).status;
    } catch {
      // It is away.
    }
    if (stopped) return;
    if (status === 401) say({ out: true });
    else if (status === 200) open();
    else retry();
  }

  open();
  return {
    retry,
    lost: () => since,
    stop() {
      stopped = true;
      source.close();
      clearTimeout(timer);
      done();
    },
  };
}
