// The people, roles and channels that an option or a menu may name.

const CHANNEL = 7;
/** For each type of option and each type of menu (they differ by one), what it takes. */
const OPTION = { 6: ['people'], [CHANNEL]: ['channels'], 8: ['roles'], 9: ['people', 'roles'] };
const MENU = { 5: ['people'], 6: ['roles'], 7: ['people', 'roles'], 8: ['channels'] };

/**
 * @param {{people: Object[], bot: Object, roles: Object[], channels: Object[]}} state
 * @param {string[]} kinds
 * @returns {{name: string, value: string}[]}
 */
function named({ people, bot, roles, channels }, kinds, channelKinds) {
  const fits = ({ kind }) => kind !== 1 && (!channelKinds?.length || channelKinds.includes(kind));
  const lists = { people: [...people, bot], roles, channels: channels.filter(fits) };
  return kinds.flatMap((kind) => lists[kind]).map(({ id, name }) => ({ name, value: id }));
}

/** An option that names people, roles or channels, with these as its choices; others as they are. */
export function withEntities(option, state) {
  const kinds = OPTION[option.type];
  return kinds ? { ...option, choices: named(state, kinds, option.channel_types) } : option;
}

/** The choices of a menu, also of one whose choices are people, roles or channels. Null for another component. */
export function choicesOf(menu, state) {
  if (menu.type === 3) {
    return menu.options.map(({ label, value, description, default: chosen }) => ({
      name: description ? `${label}: ${description}` : label,
      value,
      chosen,
    }));
  }
  const kinds = MENU[menu.type];
  if (!kinds) return null;
  const before = new Set((menu.default_values ?? []).map(({ id }) => id));
  return named(state, kinds, menu.channel_types).map((each) => ({ ...each, chosen: before.has(each.value) }));
}
