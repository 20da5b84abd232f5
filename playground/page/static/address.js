// The addresses that the page may use: only its own.

const CDN = /^https:\/\/(?:cdn\.discordapp\.com|media\.discordapp\.net)(?=\/attachments\/)/u;

/** The path of an address on this page's origin, or null for anything else. */
export function ownPath(address) {
  if (!URL.canParse(address, location.origin)) return null;
  const url = new URL(address, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : null;
}

/** The path of an attachment on this page's origin, or null when it is elsewhere. */
export function attachmentPath(url, attachments = []) {
  if (!url) return null;
  const name = url.match(/^attachment:\/\/(.+)$/u)?.[1];
  const address = name === undefined ? url : (attachments.find((file) => file.filename === name)?.url ?? '');
  const path = ownPath(address.replace(CDN, ''));
  return path?.startsWith('/attachments/') ? path : null;
}
