// Bundles entry.js into one ES module that requests nothing outside the page's origin.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const versions = JSON.parse(await readFile(new URL('package-lock.json', import.meta.url), 'utf8')).packages;
const version = (name) => versions[`node_modules/${name}`].version;

/**
 * Changes that the page cannot make from outside, because they are in style sheets of shadow roots or in constants.
 * `seen` counts the matches of each, so a new version of the library cannot undo one silently.
 */
const changes = [
  {
    why: 'no font of Discord: the page chooses',
    find: /font-family:\s*'gg sans'[^;]*;/g,
    put: 'font-family: inherit;',
    seen: 0,
  },
  {
    why: 'no default avatar from a remote host',
    find: /https:\/\/cdn\.discordapp\.com\/embed\/avatars\/\d\.png/g,
    put: 'data:,',
    seen: 0,
  },
  {
    why: 'no custom emoji from a remote host',
    find: /https:\/\/cdn\.discordapp\.com\/emojis\/\$\{id\}\.\$\{extension\}/g,
    put: 'data:,',
    seen: 0,
  },
  {
    why: "the embeds' and reactions' ground is the page's choice",
    find: /#2f3136/g,
    put: 'var(--embed, #2f3136)',
    seen: 0,
  },
  {
    why: "the colour of the first button and of marks is the page's choice",
    find: /#5865f2|hsl\(235, 85\.6%, 64\.7%\)/g,
    put: 'var(--primary, #5865f2)',
    seen: 0,
  },
  { why: 'small grey text: 2.5 : 1 on its background becomes 5.9 : 1', find: /#72767d/g, put: '#b5bac1', seen: 0 },
  { why: 'white on green: 3.1 : 1 becomes 4.9 : 1', find: /#3ba55d/g, put: '#24804a', seen: 0 },
  { why: 'white on red: 3.8 : 1 becomes 5.1 : 1', find: /#ed4245/g, put: '#c93a3e', seen: 0 },
];

const adapt = {
  name: 'adapt',
  setup(bundle) {
    bundle.onLoad({ filter: /discord-components-core.*\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const change of changes) {
        contents = contents.replaceAll(change.find, () => {
          change.seen += 1;
          return change.put;
        });
      }
      return { contents, loader: 'js' };
    });
  },
};

await build({
  entryPoints: ['entry.js'],
  outfile: '../static/discord-components.js',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none', // NOTICE.txt has them all
  banner: {
    js: `/* @skyra/discord-components-core ${version('@skyra/discord-components-core')} (MIT), lit ${version('lit')} (BSD-3-Clause): see NOTICE.txt. Built by ../bundle. */`,
  },
  plugins: [adapt],
});

const missed = changes.filter((change) => change.seen === 0);
if (missed.length > 0) {
  console.error(`Nothing left to change for: ${missed.map((change) => change.why).join('; ')}.`);
  process.exitCode = 1;
}
