// Avatars, drawn here: a coloured disc with an initial, as a data URI.

const COLOUR = /^#[0-9a-f]{6}$/i;
const BOT_COLOUR = '#f2b066';

/** Dark or light, whichever is readable on `colour`: the weights are the eye's for red, green and blue. */
function letterColour(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#1d1a16' : '#ffffff';
}

function initialOf(name) {
  const letter = name.match(/[\p{L}\p{N}]/u)?.[0] ?? '?';
  return letter.toUpperCase();
}

/** @param {{name: string, avatar_color?: string}} person the bot has no `avatar_color` */
export function avatarOf(person) {
  const colour = COLOUR.test(person.avatar_color ?? '') ? person.avatar_color : BOT_COLOUR;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/>` +
    '<text x="20" y="27" font-family="sans-serif" font-size="19" font-weight="600" text-anchor="middle"' +
    ` fill="${letterColour(colour)}">${initialOf(person.name)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
