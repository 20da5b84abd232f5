# Every sentence of Easel in English, in Fluent's format: https://projectfluent.org/fluent/guide/
# A key names what is said, not how. The code supplies the values in braces. Sections follow where sentences are used.

# Text that an older Easel or another program has already put into words.
as-written = { $text }

# Several sentences as one.
joined = { $first }{ $between }{ $others }

## Invalid values

invalid-missing = { $name } is required.
invalid-name = There is no option { $name }; the options are: { $names }.
invalid-not-text = { $name } is not valid text: it has bytes that are no character; type it again.
invalid-long = { $name } can be at most { $most } characters long.
invalid-value = { $name } must be { $allowed }; { $value } is not allowed.
allowed-one-of = one of: { $choices }
allowed-switch = on or off
allowed-whole = a whole number from { $low } to { $high }
allowed-number = a number from { $low } to { $high }
allowed-number-above = a number above { $low } and up to { $high }
allowed-picture = the sha256 of a stored picture
allowed-respacing = even, ddim or the number of steps in each part, such as 20,30,50
allowed-weights = a number from 0 to 100 for each perceptor, not all of them 0, such as 1,0.5
allowed-name = a name of lowercase letters, digits and _
allowed-text = text of at most { $most } characters
params-two-beginnings = init_image and continue_from cannot be used together; leave one of them out.
params-early-stop-in-scenes = early_stop would end the painting before its last scene; leave it out or use a single scene.
size-wrong-shape = A picture of that shape would be { $size }; each side must be from { $least } to { $most }, so choose another shape or size.
size-wrong = size must be width x height in pixels, such as 300x300, with each side from { $least } to { $most }.
prompt-too-many-scenes = The prompt has { $scenes } scenes, but steps is only { $steps }; raise steps or use fewer scenes.
prompt-empty = The prompt is empty; say what to paint.
prompt-empty-scene = The prompt has an empty scene; write something on both sides of each ^.
prompt-cancels-out = The prompt's weights cancel out; give a larger weight to what you want to see.
nothing-known = The style { $style } knows no word of this prompt; ask for something else.
prompt-only-negative = The prompt only says what to keep out of the picture; add something to paint.
prompt-weights = The prompt's weights add up to { $total }, which must be more than 0; give a larger weight to what you want to see.
prompt-no-words = The prompt's part { $part } has a weight but no words; write words before the weight.
prompt-wrong-weight = The prompt has a weight of { $weight }; weights must be from -{ $most } to { $most }.
prompt-wrong-stop = The prompt has a stop of { $stop }; stops must be from -{ $most } to { $most }.

## Flags in a prompt, such as --ar 16:9

flag-not-here = Easel has nothing like { $flag }; leave it out of the prompt.
flag-instead = Easel has no { $flag }; leave it out and use the option { $option }.
flag-command-line = { $flag } is an option of the command line and cannot be part of a prompt; leave it out.
flag-nearest = There is no { $flag }; did you mean { $nearest }? To paint it as words, leave out the dashes.
flag-unknown = There is no { $flag }; to paint it as words, leave out the dashes.
flag-needs-value = { $flag } needs a value, such as { $example }.
flag-wrong-ratio = { $flag } must be width:height, such as 16:9.
flag-contradicts = The prompt's { $flag } contradicts the option { $option }; keep one of them.
flag-twice = The prompt says twice what { $name } is, with { $first } and { $second }; keep one of them.
flag-no-picture = { $flag } is the weight of a picture to aim for, and there is none; leave it out.

## Settings and the command line

setting-wrong = { $name } must be { $rule }, such as { $name }={ $example }.
setting-folder = a folder
setting-mebibytes = a whole number of MiB from 1 on
setting-token = the bot's token
setting-ids = ids of servers with commas between them
setting-socket = the path of a unix socket
setting-command = a command with its quotes closed
setting-log-level = DEBUG, INFO, WARNING or ERROR
setting-log-format = text or json
setting-port = a port from 1 to 65535
setting-seconds = seconds, more than 0
setting-seconds-or-none = seconds, 0 or more
setting-count = a whole number from 1 on
setting-unknown = { $name } in .env is not a setting of Easel and changes nothing; .env.example has them all.
setting-unknown-near = { $name } in .env is not a setting of Easel and changes nothing; did you mean { $nearest }?
env-file-unreadable = .env cannot be read ({ $why }): save it as a text file in UTF-8 that Easel may read.
out-not-writable = { $file } cannot be written; choose a file in an existing folder.
out-not-png = { $file } must end in .png: a picture keeps its recipe in its PNG file. Convert a copy for other formats.
plot-not-png = { $file } must end in .png: figures are drawn as PNG.
recipe-alone = With --recipe, everything comes from the picture; leave out { $options }.

## Params: help texts of slash commands and of the command line, at most 100 characters

param-prompt = what to paint; parts with weights: a castle | fog:2 | people:-1; scenes in turn: spring ^ summer
param-method = the method that paints the picture
param-style = the set of weights to paint with
param-size = width x height in pixels, such as 300x300
param-steps = how many steps to paint
param-seed = the same seed paints the same picture
param-learning-rate = how far each step moves what is painted
param-learning-rate-drop = what to multiply the learning rate by in the last quarter of the steps
param-optimizer = the torch optimiser that moves what is painted
param-ema-decay = how much the latents' moving average, which becomes the picture, keeps in each step
param-num-cutouts = how many random crops the perceptor sees in each step
param-cut-power = above 1 favours small crops, below 1 large ones
param-cutouts = exact: crops as in the notebooks; fast: evenly spread crops, so fewer are enough; padded: such that also reach over the edges
param-augment = mirror, rotate, tilt and tint crops at random
param-cutout-noise = the most noise to add to a crop
param-tv-scale = how strongly to smooth differences between neighbouring pixels
param-init-image = a picture to start from
param-init-weight = how strongly to hold the picture to its start
param-init-fade = fade init_weight to nothing over this fraction of the steps; 0: never
param-image-prompt = a picture to aim for, like a prompt
param-image-prompt-weight = the weight of image_prompt
param-continue-from = a picture by Easel to continue from
param-early-stop = stop when this many steps bring too little improvement; 0: paint all steps
param-early-stop-improvement = the fraction by which the loss must fall to prevent an early stop
param-clip-guidance-scale = how strongly the prompt guides the picture
param-range-scale = how strongly to hold back colours that no screen can show
param-saturation-scale = how strongly to hold back glaring colours
param-init-scale = how strongly to hold the picture to what the perceptor sees in init_image
param-clamp-grad = the most that guidance may move a step, as root mean square; 0: no limit
param-sampler = how noise becomes a picture: dpm in few steps, ddpm as published
param-eta = how much new noise each step of dpm and ddim adds
param-timestep-respacing = which of the model's 1000 timesteps to use: even, ddim, or how many in each part: 20,30,50
param-skip-timesteps = how many steps to skip, to start from init_image
param-prompt-syntax = how to read the prompt: midjourney, as docs/prompts.md says, or notebook, as old pictures do
param-decay-power = how much less high frequencies weigh than low ones; more is softer
param-highest-frequency = the finest detail that is painted, in waves a pixel
param-whole-share = the share of the steps, at the beginning, in which the perceptors see nearly all of the picture, so that things are painted whole
param-colour-shift = how much the colours of each crop are changed at random, so that shapes count
param-soft-share = the share of the crops that are blurred, so that shapes hold without fine strokes
param-enlarge = 2: painted at half the size, then cleaned and enlarged; 1: painted as large as it is
param-perceptors-in-turn = let one perceptor judge each step, in turn, in place of all together
param-perceptor-weights = how much each of the style's perceptors counts, in the card's order: 1,0.5; 0: not at all
param-class-label = the number of the class to paint, for models with classes
param-pick-class = whether the class that suits the prompt is painted where class_label names none
param-class-scale = how strongly the class shows, for models that have a class for any picture; 1: as the model predicts it

## What a method cannot paint

diffusion-too-few-steps = Diffusion needs at least 2 steps.
diffusion-too-many-steps = Diffusion can paint at most { $most } steps.
diffusion-skips-all = skip_timesteps must be less than steps, to leave a step to paint.
diffusion-skips-without-picture = skip_timesteps needs a picture to start from; give an init_image, too.
perceptor-weights-count =
    The style { $style } has { $perceptors ->
        [one] one perceptor
       *[other] { $perceptors } perceptors
    }; give perceptor_weights as many numbers, or leave it out.
params-too-small-to-enlarge = With enlarge 2, both sides of size must be at least { $least }; give a larger size.
fourier-has-no-codes = Fourier has no codes to continue from; use init_image instead of continue_from.
diffusion-has-no-codes = Diffusion has no codes to continue from; use init_image instead of continue_from.
respacing-wrong-sum = timestep_respacing adds up to { $sum }, but steps is { $steps }; make them equal.
respacing-part-too-long = Each part of timestep_respacing can have at most { $most } steps.
respacing-not-even = With timestep_respacing ddim, steps must divide 1000; change steps or use even.
schedule-too-many-steps = This style's model can take at most { $most } steps; use fewer.
class-none = This style's model has no classes; leave class_label out.
class-any-none = This style's model has no class that stands for any; leave class_scale out.
class-unknown = This style's model has { $classes } classes; class_label must be from 0 to { $last }.

## What fits, what goes wrong while painting, and notes about a picture

no-room = { $size } is too large for the painter's { $memory } MiB of memory; { $largest } fits.
no-room-by-default = { $why } The size is this server's default, which /settings size changes.
steps-by-default = { $why } The number of steps is this server's default, which /settings steps changes.
no-room-at-all = { $size } is too large for the painter's { $memory } MiB of memory; no size of that shape fits, so try a smaller style.
other-device = This was painted on a graphics card, and this painter has none, so it cannot paint the same picture.
style-not-by-method = The style { $style } does not support { $method }; leave method out.
style-not-installed = The style { $style } is not installed; choose one of: { $installed }.
style-no-encoder = This style cannot read pictures; leave init_image out or choose another style.
upscaler-file = The upscaler
style-package-missing = The package { $package } is missing. Run make setup again.
style-file-missing = { $what } is missing.
style-file-wrong = { $what } does not match its card.
style-file = The file { $file } of style { $style }
model-file = The file { $file } of { $name }
picture-unreadable = This file is not a readable picture; give a PNG, JPEG or WebP file of at most 4096x4096.
picture-not-there = The file { $file } cannot be read; give the path of a picture.
picture-no-recipe = This picture has no Easel recipe; give one that Easel painted.
picture-no-codes = This picture has no codes to continue from; give it as init_image.
input-missing = A picture that this one was painted from is missing; give its file again.
continue-other-style = The picture in continue_from was painted with the style { $style }; use that style.
continue-other-size = The picture in continue_from is { $size }; ask for the same size.
not-a-number-latents = The first step produced invalid numbers; try a smaller learning_rate, or fetch the weights again.
not-a-number-noise = A step produced invalid numbers; try a smaller clip_guidance_scale, or fetch the weights again.
state-foreign = This state belongs to another painting, device or version; remove the file to start again.
out-of-memory = There was not enough memory.
painter-error = The painter met an unknown error ({ $kind }).
painter-loading = loading the style { $style }
# These five are written into pictures: with another letter, the same recipe would give other bytes. Leave them as they are.
note-not-a-number = Step { $step } came to something that is no number, so this is the picture of step { $before }.
note-stopped-early = Stopped at step { $step }, since more steps brought too little.
note-other-size = The model learned from pictures of { $trained }x{ $trained }; at { $size } it may repeat itself or lose its way.
note-prompt-too-long = { $words ->
    [one] The prompt is longer than the perceptor reads: its last word was left out.
   *[other] The prompt is longer than the perceptor reads: its last { $words } words were left out.
}
note-part-too-long = { $words ->
    [one] Part { $part } of the prompt is longer than the perceptor reads: its last word was left out.
   *[other] Part { $part } of the prompt is longer than the perceptor reads: its last { $words } words were left out.
}
recipe-differs = { $name } was { $then } and is { $now } here.
recipe-absent = absent
recipe-device = the device
recipe-plan = the plan's { $name }
recipe-file = the file { $name }
bench-beside-own-size = Each { $method } model has a size of its own; compare methods that paint at any size.
bench-own-size = Each { $method } model is measured at its own size; leave --sizes out.

## Weights

model-not-installed = { $name } is not installed; install it with `weights fetch { $name }`.
weights-not-installed = { $name } is not installed.
weights-in-use = { $name } is in use by these styles: { $styles }; remove them first.
checkpoint-no-vqgan = This file holds no VQGAN.
checkpoint-no-clip = This file holds no CLIP.
checkpoint-no-unet = This file holds no diffusion model that Easel can read; it reads those of guided-diffusion.
checkpoint-other-unet = This diffusion model does not turn noise into a picture by itself: its channels are { $found }, not 3/3 or 3/6. Upscalers and latent models cannot be added.
checkpoint-impossible = This network cannot be built: its dimensions do not fit together.
checkpoint-other-value = This file holds a different network: { $name } is { $found }, not { $wanted }.

## What keeps the bot from starting

token-missing = DISCORD_TOKEN is not set: copy .env.example to .env and put your bot's token there; to try Easel without a Discord account, run `make demo`.
token-refused = Discord does not accept this token: copy the current one from the Developer Portal into DISCORD_TOKEN.
instance-running = Another Easel is running with the data folder { $folder }.
data-folder-unusable = The data folder { $folder } cannot be used: { $why }.
metrics-port-unusable = METRICS_PORT { $port } cannot be used: { $why }. Choose another one.
invite-asking = Asking Discord which application the token belongs to…
discord-unreachable = Discord cannot be reached right now; try again later.

## The database

database-trouble = Easel cannot use its database right now: { $reason }. Nothing was done; try again later. The bot's owner sees more in /status.
database-busy = it is busy
database-disk-full = the disk is full
database-locked = another program has locked it
database-read-only = its file system is read-only
database-no-access = Easel has no access to its folder
database-not-opened = its files cannot be opened
database-disk-error = the disk reports an error
database-damaged = The database { $path } is damaged ({ $finding }). Nothing was changed. Move it away, together with { $name }-wal and { $name }-shm if they are there; then copy your last backup (`python -m bot backup`) to { $path }, or start without one, with an empty queue.
database-newer = The database is of version { $version }, and this Easel knows versions up to { $known }: a newer Easel has used it. Use that version, or restore an older backup.
database-not-opened-at-start = The database { $path } cannot be used: { $why }. Easel needs a folder that it can write to, and some free space there.
database-not-copied = The database { $path } cannot be read or copied: { $why }.
backup-exists = { $file } already exists, and a backup replaces nothing: name another file.

## Orders, limits and the queue

limit-of-role = Members with your role may not order pictures in this server.
limit-of-person = { $count ->
    [one] You have 1 picture waiting, which is as many as you may have; wait for it, or /cancel it.
   *[other] You have { $count } pictures waiting, which is as many as you may have; wait for one, or /cancel one.
}
limit-of-server = { $count ->
    [one] This server has 1 picture waiting, which is as many as one server may have; try again when it is painted.
   *[other] This server has { $count } pictures waiting, which is as many as one server may have; try again when one is painted.
}
limit-in-all = { $count ->
    [one] Easel has 1 picture waiting, which is as many as it takes; try again when it is painted.
   *[other] Easel has { $count } pictures waiting, which is as many as it takes; try again when one is painted.
}
no-such-job = That picture is no longer known here.
job-over = That picture is no longer waiting or being painted.
style-removed = The style { $style } of this picture is no longer installed; the bot's owner can fetch it again.
style-none = The painter has no weights to paint with; `python -m generator weights list` shows what there is.
style-unknown = style must be one of: { $names }. The bot's owner can add others with /styles fetch.
style-by-method = { $style } by { $method }
style-to-fetch = The style { $style } is not installed yet; fetch it first with /styles fetch.
style-not-here = The style { $style } is not installed here; ask the bot's owner to fetch it, or choose one of: { $names }.
style-paints-by = { $style } does not paint by { $method }, only by: { $methods }.
method-without-style = No installed style paints by { $method }; leave method out.
size-smallest = There is no smaller size of that shape.

## The painter

painter-not-ready = The painter is not ready yet: { $why }. Try again soon.
painter-trouble = The painter: { $trouble }.
painter-starting = it is still starting
painter-died = it died
painter-died-with = { $how } (exit code { $code })
painter-no-progress = it made no progress in time
painter-no-event = it sent something that is not an event
painter-not-ready-first = its first event was not Ready
painter-stopped-early = it was stopped while it was starting
painter-not-started = it cannot be started: { $why }
left-processes = processes of the previous painter cannot be ended; the machine may need a restart
left-memory = { $held } MiB of the graphics card, held by the previous painter, are not free yet; nvidia-smi shows what holds them, and after a restart Easel makes do with what is free
job-quarantined = The painter died twice while it painted this, so it is not tried again. Another size or style may work; the bot's owner can find the reason in the log.
job-internal = Something went wrong in Easel itself while this was painted; the bot's owner can find the reason in the log.
job-too-large = { $size } is too large for the memory of this machine; try { $smaller }.
job-too-large-for-style = { $size } is too large for the memory of this machine; a smaller style may fit.
result-missing = The painter finished, but its { $kind } is not there.
result-damaged = The { $kind } was damaged on its way to the disk.
note-leaner = There was not enough memory at first, so this was painted again, from its first step, by the plan { $plan }.
queue-halted = The painter failed at three pictures in a row, so no more are begun until the bot's owner has looked: /logs shows the painter's last words; /resume continues. What is waiting stays.

## `python -m bot`

command-bot = `python -m bot`: run it. `check` says what is missing, `invite` adds it to a server, `backup` copies the queue.
command-run = run the bot
command-check = a line for each thing that the bot needs
command-hashes = hash all weights, too; it takes a while
command-invite = the link that adds the bot to a server
command-backup = copy the database, whether the bot runs or not
command-backup-file = where to; nothing is replaced
backup-done = { $file } holds the queue, every job and all settings. Pictures are in { $folder }.
backup-not-written = { $file } cannot be written: { $why }.

## `python -m bot check`

check-good = ok      { $name }: { $found }
check-doubtful = warning { $name }: { $found }
check-wrong = WRONG   { $name }: { $found }
check-settings = { $where }, data in { $folder }
check-settings-limited = { $where }, data in { $folder }, { $memory } MiB for the painter
check-where-discord = Discord
check-where-local = a local Discord at { $socket }
check-token = Discord knows it as { $name }
check-private = only you can add it to a server
check-public = "Public Bot" is on, so anybody can add it to a server of theirs and paint here: switch it off in the Developer Portal (Installation: Install Link None; Bot: Public Bot), or list the servers in GUILDS
check-public-listed = anybody can add it to a server; it paints for the { $servers ->
    [one] one server in GUILDS alone
   *[other] { $servers } servers in GUILDS alone
}
check-token-silent = Discord does not answer, so it cannot be tried; check this machine's network
check-no-server = it is in no server yet; `python -m bot invite` prints the link
check-permissions-needed = in { $server } an admin has to allow it { $permissions }
check-permissions-useful = in { $server } it is better with { $permissions }
check-permissions = { $servers ->
    [one] all of them in 1 server, where no channel says otherwise
   *[other] all of them in { $servers } servers, where no channel says otherwise
}
check-disk = { $free } free
check-disk-short = { $free } free, and pictures stay until somebody removes them: have { $least }
check-disk-read-only = { $folder } cannot be written to ({ $why }); set another DATA_DIR
check-database-none = none yet; the first start makes it
check-database-newer = { $path } is of version { $version }, and this Easel knows { $known }: use a newer one
check-database = { $jobs ->
    [one] { $path } is sound: version { $version }, { $size }, 1 job
   *[other] { $path } is sound: version { $version }, { $size }, { $jobs } jobs
}
check-database-older = { $jobs ->
    [one] { $path } is sound: version { $version }, the next start makes it { $known }, { $size }, 1 job
   *[other] { $path } is sound: version { $version }, the next start makes it { $known }, { $size }, { $jobs } jobs
}

## Discord: commands and their options. Discord allows 100 characters.

command-about = Show the device, its memory, the styles and the versions.
command-cancel = Cancel one of your pictures that is waiting or being painted.
command-imagine = Paint a picture of what you describe.
command-logs = Show the painter's latest output (the bot's owner).
command-queue = Show what is being painted, what is waiting, and when it will be done.
command-resume = Restart the queue after the painter has failed repeatedly (the bot's owner).
command-settings = Change what this server uses when its members choose nothing.
command-settings-role-limit = Set how many pictures members with a role may have waiting (Manage Server).
command-settings-show = Show this server's settings and where each value comes from.
command-settings-size = Set the size of this server's pictures (Manage Server).
command-settings-steps = Set the number of steps for this server's pictures (Manage Server).
command-settings-style = Set the style of this server's pictures (Manage Server).
command-show = Show one of your pictures again.
command-status = Show what is being painted, how many pictures are waiting, and what is wrong, if anything.
command-styles = Show the styles that paint here and fetch more.
command-styles-fetch = Fetch the weights of a style (the bot's owner).
command-styles-show = Show each style with a picture painted from the same seed.
option-cancel-job = which picture; leave it out if you have only one
option-fetch-name = a name from the catalogue, or starter for everything you need to begin
option-fetch-yes = accept weights without a published hash; the first file fetched is trusted from then on
option-limit-limit = how many pictures such a member may have waiting; leave it out for the usual limit
option-limit-role = which role; if a member has several roles with a limit, the highest role counts
option-settings-size = width x height in pixels; leave it out for the style's own size
option-settings-steps = how many steps to paint; leave it out for the style's own number
option-settings-style = the set of weights to paint with; leave it out for the usual style
option-show-picture = which picture; without it, your newest that could not be posted, or else your newest
option-show-public = whether everybody in this channel sees it

## Discord: suggestions. What stands in brackets follows the name of a style.

choice-too-large = { $size } (too large for this painter)
choice-fits = (up to { $largest } fits)
choice-not-installed = (not installed: /styles fetch)
choice-not-installed-fits = (not installed: /styles fetch; up to { $largest } fits)

## Discord: buttons

button-cancel = Cancel
button-same-seed = Same seed
button-new-seed = New seed
button-delete = Delete
button-smaller = Smaller
button-paint-at = Paint it at { $size }
button-with-word = { $unknown } → { $word }
button-try-again = Try again with the same settings

## Discord: answers that only one person sees

answer-updated = I was just updated; press / again in a moment.
answer-discord-trouble = Discord did not answer in time; look whether it was done before you try again.
answer-unexpected = Something went wrong in Easel itself. The bot's owner can find the reason in its log.
answer-cancelled = Cancelled.
answer-stopping = Painting stops after the current step.
answer-deleted-later = The file and the prompt are deleted, but Discord did not answer, so the message may still be there: { $link }. I go on trying to delete it.
answer-nothing-known = The style { $style } knows no word of this prompt; press a button to order one of these instead, or write another.
answer-already-queued = You already have this picture in the queue.
answer-role-limit = { $limit ->
    [one] Members with { $role } may now have 1 picture waiting.
   *[other] Members with { $role } may now have { $limit } pictures waiting.
}
answer-role-limit-reset = Members with { $role } may now have as many pictures waiting as everybody else.
answer-setting = { $name } is now { $value } in this server.
answer-setting-too-large = It is too large for: { $names }. There, people have to choose a smaller one.
answer-setting-steps-unable = It does not work with: { $names }. There, people have to choose another number of steps.
answer-setting-reset = { $name } is back to the default in this server.
answer-no-output = The painter has printed nothing.
answer-resumed = The queue is running again.
answer-not-stopped = The queue was not stopped.

## Discord: refusals

refusal-servers-only = I paint in servers only; use this command in a channel of a server.
refusal-server = This server is not on the list of servers that may use this Easel; ask the bot's owner.
refusal-settings = Only members with Manage Server may change this server's settings.
refusal-not-yours = This is somebody else's picture; only they, or members with Manage Messages, may do that.
refusal-owner-fetches = Only the bot's owner may fetch weights, because they go onto the owner's disk.
refusal-owner-only = Only the bot's owner may do that.
refusal-which-job = You have several pictures waiting; say which one.
refusal-no-job = You have no picture waiting.
refusal-picture-deleted = This picture was deleted, and its prompt with it, so it cannot be painted again.
refusal-repaint-soon = A 🔁 reaction counts once every { $seconds } seconds; wait a moment and react again, or press the 🔁 button under the picture.
refusal-show-soon = You can show a picture to everybody once every { $seconds } seconds; try again then, or leave out public.
refusal-no-picture = You have no picture here yet.
refusal-permissions = I cannot post pictures in this channel; an admin must allow me: { $permissions }.
refusal-locked-thread = This thread is locked, so I could not post the picture here.
refusal-private-thread = I am not in this private thread, so I could not post the picture here; mention me (@{ $name }) to add me, then try again.
refusal-unknown-place = I do not know this kind of channel, so I could not post the picture here; use another channel.
refusal-file-limit = Files here may be at most { $limit }, and no picture is that small.

## Discord: the names of fields on cards

field-database = database
field-device = device
field-discord = Discord
field-disk = disk
field-easel = Easel
field-servers = servers (only you see these)
status-server = { $name } ({ $id })
status-server-not-listed = { $name } ({ $id }): not in GUILDS, so it may not use Easel
field-failures = painter failures
field-getting-ready = getting ready
field-halted = painting has stopped
field-here = it is here
field-large = a large picture
field-last-error = last error
field-memory = memory
field-no-file = no file
field-not-chosen = not chosen by you
field-not-here = it could not be posted here
field-not-posted = not posted yet
field-note = note
field-painter = painter
field-painting = painting
field-paints-at = paints at
field-paints-by = paints by
field-place = place in the queue
field-queue = queue
field-reading = read as
field-repainted = painted again
field-smaller-file = a smaller file
field-styles = styles
field-toy = toy weights
field-small = small weights
field-unknown = not known
field-trouble = trouble
field-versions = versions
field-why = why

## Discord: the receipt of an order

receipt-queued = In the queue
receipt-painting = Being painted
receipt-same-again = In the queue again: with the same seed, the picture will be the same
receipt-tried-again = In the queue again, with the same settings
receipt-painted = Painted
receipt-cancelled = Cancelled
receipt-deleted = Deleted
receipt-deleted-all = The picture and its prompt were deleted.
receipt-deleted-in-part = Deleted, but still posted
receipt-deleted-stays = The file and the prompt are deleted, but I could not delete the message: { $link }. Press Delete under it, or ask a moderator to delete it.
receipt-failed = Not painted
receipt-cropped = { $size } (painted as { $painted } and cropped)
receipt-place-now = being painted
receipt-place-next = next
receipt-place-after = next, after the picture that is being painted
receipt-place = number { $place }
receipt-upload-limit = Files here may be at most { $limit }. If the picture is larger, you get a smaller copy.
receipt-waits = I may not post it in this channel. If an admin lets me post pictures here again within a week, it comes by itself; until then, use /show to see it.
receipt-use-show = Use /show to see it.
reading-flags = from the prompt: { $values }
receipt-toy = These small weights paint only a few colours and things. { $real }
receipt-toy-unknown = They do not know: { $words }.
receipt-toy-nothing = They know no word of this prompt, so what they paint has nothing to do with it.
receipt-toy-known = They know: { $words }.
receipt-small = { $style } is a small network of 2019 that knows 1,000 things. { $real }
receipt-unknown = { $style } does not know: { $words }. What they say is not painted.
receipt-unknown-buttons = The buttons below order the same picture with another word instead.
origin-server = this server's settings
origin-style = the style's default
origin-method = the method's default
origin-drawn = drawn at random
origin-memory = made smaller to fit into memory

## Discord: a picture while it is painted, and at its end

card-painting = Painting
card-waiting = waiting for the painter
card-wordless = a picture whose prompt cannot be seen
card-paused = paused while others have their turn; it will go on from here by itself
card-step = step { $step } of { $total } · { $share } · { $left }
card-failed = No picture this time
card-steps = { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}
card-seed = seed { $seed }
card-painted-in = painted in { $seconds } s
card-memory = { $memory } of memory
card-identical = identical, byte for byte
card-differs = same seed and settings, but not the same bytes: this machine or its libraries have changed since then
card-smaller-file = The file is too large for this server, so here it is { $how }. The original is kept as { $file }.
card-no-file = The { $kind } is too large a file for this server; the bot's owner can find it as { $file }.
card-file-gone = The { $kind }'s file is gone.
card-withheld = Your picture is painted, but this server does not let me show it here
card-withheld-show = Use /show to see it; only you will.
encoded-lossless = as WebP, the same to the last pixel
encoded-lossy = as WebP, with a little loss
encoded-smaller = as WebP, at { $size }

## Discord: the queue

queue-title = The queue
queue-empty = Nothing is waiting. /imagine something!
list-more = and { $rest } more
queue-somebodys = somebody's picture
queue-now = now: { $prompt }
queue-paused = paused at step { $step } of { $total }
queue-done-in = done in { $time }
time-about = about { $time }
time-left = about { $time } left
time-nearly-done = nearly done

## Discord: the painter and the server's settings

about-title = Easel
about-paints = Paints what you /imagine. Methods: { $methods }.
about-memory = { $memory } to paint with
about-device = { $threads ->
    [one] { $name } ({ $kind }, 1 thread)
   *[other] { $name } ({ $kind }, { $threads } threads)
}
about-no-styles = none. { $real }
about-toys-only = Only the small weights that come with Easel: dreams is a small network of 2019 that knows 1,000 things, toy knows a few colours and shapes. { $real }
real-weights = The bot's owner can fetch weights for far more with `/styles fetch`.
unknown = unknown
settings-title = Settings of this server
settings-from-server = set for this server
settings-role-limit = { $limit ->
    [one] { $role } may have 1 picture waiting
   *[other] { $role } may have { $limit } pictures waiting
}

## Discord: the styles and how weights are fetched

style-any-size = any size
style-any-steps = any
style-no-sample = no sample was painted
style-sample = what { $style } paints
fetching-title = Fetching weights
fetching-begins = getting ready
fetching-bytes = { $done } of { $total }
fetching-steps = { $done } of { $total } steps
fetching-done = { $name } is here
fetching-failed = { $name } was not fetched

## Discord: how Easel is, and what the painter printed

log-columns = time (UTC), process id, and what the painter printed
status-title = How Easel is doing
status-painting = a { $size } picture in the style { $style } by { $method }, for { $time }: { $progress }
status-nothing = nothing
status-step = step { $step } of { $total }, { $seconds } s a step
status-no-step = no step is done yet
status-queue = { $waiting ->
    [one] 1 picture is waiting, for { $time } so far
   *[other] { $waiting } pictures are waiting, the oldest for { $time }
}
status-queue-empty = nothing is waiting
status-queue-halted = { $queue }. Painting has stopped: { $why }
status-queue-unknown = unknown: { $why }
status-database-busy = the database is busy
status-painter-ready = can paint
status-painter-starting = still starting
status-painter-trouble = cannot paint at the moment: { $why }
status-device = { $name } ({ $kind }), { $memory } to paint with
status-failures = { $times } since the start (it died, hung or did not start)
status-failures-memory = { $failures }; its process now uses { $memory } of memory
status-last-error = { $time } ago: { $error }
status-not-posted = { $messages ->
    [one] 1 message
   *[other] { $messages } messages
}
status-discord = answers in { $time }
status-discord-gone = not connected
status-database = can be used
status-database-trouble = cannot be used: { $why }
status-disk = { $size } free
status-uptime = up for { $time }

## Discord: what ends or interrupts the connection

delivery-stopping = Easel is stopping; it will go on with this after the next start.
delivery-unreachable = Discord cannot be reached: { $error }.
delivery-no-intents = Discord does not grant this bot the intents it asks for.
letter-title = From Easel
letter-picture-waits = Your picture for { $channel } is painted, but I may not post it there. If an admin lets me post pictures in that channel again within a week, it comes by itself; until then, use /show in the server to see it.
letter-failure-waits = Your picture for { $channel } could not be painted, and I may not post there why.
owner-no-access = I may not post in { $channel } any more (code { $code }). What is painted for that channel waits for a week: I need View Channel, Send Messages, Embed Links, Attach Files and Read Message History there, and in a private thread I must be a member.
owner-commands = Discord does not take my commands (code { $code }); the log says more. I go on with those it has, and try again tomorrow.
delivery-ended = Discord has ended the connection for good: close code { $code }.

## Fetching, reading and installing weights

weights-unknown = The catalogue has no weights named { $name }; run `weights list` to see what it has.
weights-there = { $name } is already installed.
weights-remove-first = { $name } is already installed; remove it first.
weights-wrong-name = This name cannot be used; choose one of up to 40 lowercase letters, digits and _, other than toy.
weights-averaged = The file also holds the average of { $name } over its training (EMA), which paints better: that was taken.
weights-ready = { $name } is ready.
weights-known = The catalogue tells how { $name } was made; leave out --config and --trained-with.
weights-told = What the tensors of { $name } do not tell is taken to be: { $facts }. If it was trained otherwise, remove it and add it again with other values for --trained-with.
weights-will-wait = { $name } needs { $perceptor }, which is not installed; it will be installed and wait for it.
weights-waits = { $name } is installed and waits for { $perceptor }: run `weights fetch { $perceptor }`.
weights-removed = { $name } was removed; its pictures were kept.
weights-refused = { $file } was not installed: { $why }.
weights-stopped = Stopped; run the same command to continue.
weights-not-agreed = { $name } was not installed: no hash of it is published, and nobody accepted the SHA-256 { $sha256 }. To accept it, use `yes`.
weights-unreachable = No source delivered the file: { $reasons }.
nothing-installed = Nothing was installed.
ask-add = Install { $file } (SHA-256 { $sha256 }) as { $name }?
ask-pin = No hash of { $name } is published. The downloaded file (from: { $hosts }) has the SHA-256 { $sha256 }. Install it, and accept no other { $name } from now on?
ask-pin-file = No hash of { $name } is published. This file has the SHA-256 { $sha256 }. Install it, and accept no other { $name } from now on?
ask-nobody = { $question } Nobody is there to ask; use --yes to agree.
disk-trouble = The disk reports an error: { $why }.
disk-too-small = The disk has { $free } free, but { $needed } are needed; free some space first.
source-failed = { $host }: { $why }
source-given-up = { $reason }.
source-unreachable = it cannot be reached
source-silent = it stopped responding
source-broken = the connection broke ({ $kind })
source-not-https = it leads to { $scheme }, and only https is allowed
source-redirects = it redirects too many times
source-no-rest = it cannot resume the download
source-status = it responded with status { $status }
source-web-page = this is a web page, not the file
source-other-part = it sent a different part of the file than requested
source-broke-off = the connection broke after { $size }
source-too-long = the file is longer than the published one
source-slow = it is too slow
source-other-size = the file has { $found } bytes, not { $wanted }
source-other-file = the file is not the published one (its SHA-256 begins with { $sha256 })
file-empty = This file is empty.
file-web-page = This is a web page, not weights; its publisher may ask you to sign in or accept a licence first.
file-no-weights = This is not a file of weights that Easel can read; give a file saved by torch or as safetensors.
file-other-archive = This archive holds no weights.
file-compressed = This archive is compressed, which torch's files never are, so it was not opened.
file-damaged = This file is damaged; fetch it again.
file-other-pickle = This is a pickle, but not one of torch's, so it was not opened.
file-too-many-names = This file holds more names than any known weights do, so it was not opened.
file-unknown-storage = This file stores its numbers in a way that Easel does not know.
file-unreadable = { $file } cannot be read: { $why }.
file-unusable = { $file } cannot be used: { $why }.
archive-no-member = This archive has no readable { $member }.
pickle-damaged = This file's list of tensors cannot be read; the file is damaged or holds no weights.
pickle-too-large = This file's list of tensors is larger than that of any known weights, so it was not read.
pickle-runs = This file asks to run { $what }, which no weights need, so it was not opened.
tensor-too-large = The tensor { $name } has numbers too large for half precision; leave out --half.
tensor-damaged = The tensor { $name } is damaged: some of its values are not numbers.
checkpoint-lacks = This file holds a different network: it has no { $name }.
checkpoint-neither = This file holds no VQGAN, no diffusion model and no CLIP; only those can be added.
checkpoint-empty = This file holds no tensors.
catalogue-unreadable = { $file } is not a valid catalogue: { $why }.
config-too-large = { $file } is too large to be a config.
config-unreadable = { $file } is not a config of taming's VQGAN; give the one that came with the weights.
config-no-number = { $file } gives no number for { $name }.
config-not-read = Only a VQGAN has a config that is read; leave out --config.
told-missing = The tensors do not tell everything about this diffusion model. Add --trained-with "{ $missing }", with the values that its training program was given.
told-unknown = --trained-with does not take { $name }, which the tensors tell or which does not matter; it takes { $names }.
told-wrong = --trained-with { $name } cannot be { $value }; it is one of { $values }.
told-heads-uneven = { $name } cannot be { $value }: it must divide the { $channels } channels of each attention.
told-no-pair = --trained-with takes NAME=VALUE, such as noise_schedule=linear, not { $pair }.
told-not-needed = The tensors of this file tell everything; leave out --trained-with.
sample-painted = The sample is in { $file }.
sample-refused = No sample was painted. { $why }
listed-installed = installed
listed-waiting = waiting
listed-toy = ; small, comes with Easel
listed-no-hash = ; no hash is published, so you are asked
listed-unused = ; nothing uses it yet

## The machine

device-pace = Easel paints on the processor: a usual picture by { $style } takes { $time } here, as measured.
device-no-card = No graphics card was found, so Easel paints on the processor: pictures by the small weights take seconds, but { $steps } steps at 300x300 with full-size weights would take about { $least } hours, or up to { $most } while other programs are busy.
device-old-driver = The graphics card's driver is too old for this torch, so Easel paints on the processor; update the driver. Toy pictures take seconds, but { $steps } steps at 300x300 with full-size weights would take about { $least } hours, or up to { $most } while other programs are busy.

## `python -m generator`

stopped = Stopped.
out-of-memory-smaller = { out-of-memory } Try a smaller size.
command-usage = { $problem } See { $command } --help.
command-prompt-or-recipe = Give either a prompt or --recipe with a picture.
paint-step = step { $step } of { $steps }, { $seconds } s each
paint-done = { $file }: { $size }, seed { $seed }
paint-reads = The prompt is read as: { $prompt }
paint-unknown = { $style } does not know: { $words }.
paint-near = It knows: { $words }.
paint-may-differ = This may not be the same picture: { $difference }
help-json = print JSON instead of a table
help-recipe = paint this picture's recipe again
help-out = where to save the picture
help-state = save the state in this file, and continue from it
help-write = count what the planner reads and save it with the code
help-plot = draw the figures in this file
help-cards = show what fits on graphics cards of usual sizes; counts nothing
help-beside = measure the method beside this one, at the same crops, in place of the published step
help-sizes = the sizes to measure; without a graphics card, only 300x300
help-method-counted = the only method to count
help-method = the method to measure
help-no-sample = do not paint a sample, which takes a few minutes
help-half = store half precision, which takes half the disk space
help-yes = agree to every question
help-json-lines = print progress as JSON lines, and ask nothing
help-json-verify = print a line of JSON for each style and model
help-name = the name to install it as: lowercase letters, digits and _
help-config = taming's config, to check the file against
help-trained-with = what the tensors of a diffusion model do not tell, as guided-diffusion calls it, such as "num_heads=1 noise_schedule=linear"
command-paint = Paint a prompt, or a picture's recipe again.
command-memory = Count the memory that a step needs, as published and by each plan.
command-bench = Measure how long a step takes, as published and as Easel paints it.
command-list = Show which weights exist and which are installed.
command-fetch = Install weights by name; `starter` is all that you need to begin.
command-verify = Check the hashes of all installed weights.
command-add = Install a VQGAN, a diffusion model or a CLIP from a file on this machine.
command-remove = Remove a style or model; its pictures are kept.
command-weights = List, fetch, check, add and remove weights.
command-generator = Paint without Discord.

## What `python -m bot check` says of the painter

check-generator = it starts and is ready
check-generator-late = it did not start in time
check-generator-failed = { $why }; check GENERATOR_COMMAND
check-hashes-unreadable = the generator's answer cannot be read; check GENERATOR_COMMAND
check-hashes = { $count ->
    [one] 1 style or model is as it was published or added
   *[other] { $count } styles and models are as they were published or added
}
check-hashes-ended = the generator exited with code { $code }
check-hashes-wrong = { $what } (fetch or add it again)
check-device = { $name } ({ $kind }); { $note }
check-device-cost = a step of { $size } with full-size weights takes about { $least } s, or up to { $most } while other programs are busy
check-weights-none = there are no weights to paint with; fetch some with: { $command }
check-weights-toy = { $names } (small weights only; others know far more: { $command })
check-weights = { $found }; { $size } in { $folder }
check-versions = { $own }; of the painter: { $painter }
weights-being-fetched = Weights are already being fetched; wait until that is done.
weights-not-fetched = The weights could not be fetched; the log says why.
doing-fetching = fetching
doing-checking = checking
doing-converting = converting
doing-painting = painting
help-default = { $help } [default: { $default }]
section-command = Options
section-always = Every picture (a style may have defaults of its own)
section-given = From a picture
section-guidance = What the perceptor sees
section-optimized = For methods with an optimiser only ({ $methods })
section-method = For --method { $method } only
cards-largest = { $method }, largest 16:9
cards-without-bfloat16 = { $method } without bfloat16
cards-own-size = { $method }, { $size } by
default-method = the style's first
default-style = the first that is installed
default-seed = drawn
default-prompt-syntax = midjourney
default-of-method = { $value } by { $method }
