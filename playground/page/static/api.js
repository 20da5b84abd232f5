// What the page exchanges with its server: the state, the events and the person's acts.

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;

/** @returns {Promise<Object>} the guild, the people, the commands, and the messages of a channel that `person` may see */
export async function fetchState(person, channel) {
  const answer = await fetch(`/page/state?${new URLSearchParams({ person, channel })}`);
  if (!answer.ok) throw new Error(`The playground answered ${answer.status}.`);
  return answer.json();
}

/** Do something as a person. It never throws: the answer is `{ok: true, …}` or `{error: "a sentence"}`. */
export async function act(action) {
  try {
    const answer = await fetch('/page/act', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(action),
    });
    return await answer.json();
  } catch {
    return { error: 'The playground did not answer. Is it still running?' };
  }
}

/**
 * Follow the events for `person` in a channel until the returned function is called. After each (re)connection it fetches the whole
 * state, because events may have been missed. Events that arrive meanwhile wait, because the state may be older.
 *
 * @param {{onState: function(Object), onEvent: function(Object), onConnection: function(boolean)}} listener
 */
export function follow(person, channel, listener) {
  let stopped = false;
  let source = null;
  let timer = 0;
  let wait = FIRST_RETRY_MS;

  function connect() {
    const mine = new EventSource(`/page/events?${new URLSearchParams({ person, channel })}`);
    let early = [];
    const lost = () => {
      mine.close();
      if (stopped || source !== mine) return;
      listener.onConnection(false);
      // EventSource gives up for good on an answer such as 502, so the page reconnects by itself.
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_RETRY_MS);
    };
    source = mine;
    mine.onmessage = ({ data }) => {
      if (early) early.push(JSON.parse(data));
      else listener.onEvent(JSON.parse(data));
    };
    mine.onerror = lost;
    mine.onopen = async () => {
      try {
        const state = await fetchState(person, channel);
        if (stopped || source !== mine) return;
        wait = FIRST_RETRY_MS;
        listener.onState(state);
        early.forEach(listener.onEvent);
        early = null;
        listener.onConnection(true);
      } catch {
        lost();
      }
    };
  }

  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
