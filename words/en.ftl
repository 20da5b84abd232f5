# Every sentence of Easel in English, in Fluent's format: https://projectfluent.org/fluent/guide/
# A key names what is said, not how. The code supplies the values in braces. Sections follow where sentences are used.

# Text that an older Easel or another program has already put into words.
as-written = { $text }

## Invalid values

invalid-missing = { $name } is required.
invalid-name = There is no option { $name }; the options are: { $names }.
invalid-long = { $name } can be at most { $most } characters long.
invalid-value = { $name } must be { $allowed }; { $value } is not allowed.
allowed-one-of = one of: { $choices }
allowed-switch = on or off
allowed-whole = a whole number from { $low } to { $high }
allowed-number = a number from { $low } to { $high }
allowed-number-above = a number above { $low } and up to { $high }
allowed-picture = the sha256 of a stored picture
allowed-respacing = even, ddim or the number of steps in each part, such as 20,30,50
allowed-name = a name of lowercase letters, digits and _
params-two-beginnings = init_image and continue_from cannot be used together; leave one of them out.
params-early-stop-in-scenes = early_stop would end the painting before its last scene; leave it out or use a single scene.
size-wrong = size must be width x height in pixels, such as 300x300, with each side from { $least } to { $most }.
prompt-too-many-scenes = The prompt has { $scenes } scenes, but steps is only { $steps }; raise steps or use fewer scenes.
prompt-empty = The prompt is empty; say what to paint.
prompt-empty-scene = The prompt has an empty scene; write something on both sides of each ^.
prompt-cancels-out = The prompt's weights cancel out; give a larger weight to what you want to see.
prompt-no-words = The prompt's part { $part } has a weight but no words; write it as words:weight.
prompt-wrong-weight = The prompt has a weight of { $weight }; weights must be from -{ $most } to { $most }.

## Settings and the command line

setting-wrong = { $name } is not valid: { $why }.
out-not-writable = { $file } cannot be written; choose a file in an existing folder.
recipe-alone = With --recipe, everything comes from the picture; leave out { $options }.

## Params: help texts of slash commands and of the command line, at most 100 characters

param-prompt = what to paint; parts with weights: a castle | fog:2 | people:-1; scenes in turn: spring ^ summer
param-method = the method that paints the picture
param-style = the set of weights to paint with
param-size = width x height in pixels, such as 300x300
param-steps = how many steps to paint
param-seed = the same seed paints the same picture
param-learning-rate = how far each step moves the latents
param-learning-rate-drop = what to multiply the learning rate by in the last quarter of the steps
param-optimizer = the torch optimiser that moves the latents
param-ema-decay = how much the latents' moving average, which becomes the picture, keeps in each step
param-num-cutouts = how many random crops the perceptor sees in each step
param-cut-power = above 1 favours small crops, below 1 large ones
param-cutouts = exact: crops as in the notebooks; fast: evenly spread crops, so fewer are enough
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
param-class-label = the number of the class to paint, for models with classes

## What a method cannot paint

diffusion-too-few-steps = Diffusion needs at least 2 steps.
diffusion-too-many-steps = Diffusion can paint at most { $most } steps.
diffusion-skips-all = skip_timesteps must be less than steps, to leave a step to paint.
diffusion-skips-without-picture = skip_timesteps needs a picture to start from; give an init_image, too.
diffusion-has-no-codes = Diffusion has no codes to continue from; use init_image instead of continue_from.
respacing-wrong-sum = timestep_respacing adds up to { $sum }, but steps is { $steps }; make them equal.
respacing-part-too-long = Each part of timestep_respacing can have at most { $most } steps.
respacing-not-even = With timestep_respacing ddim, steps must divide 1000; change steps or use even.
class-none = This style's model has no classes; leave class_label out.
class-unknown = This style's model has { $classes } classes; class_label must be from 0 to { $last }.

## What fits, what goes wrong while painting, and notes about a picture

no-room = { $size } is too large for the painter's { $memory } MiB of memory; { $largest } fits.
no-room-at-all = { $size } is too large for the painter's { $memory } MiB of memory; no size of that shape fits, so try a smaller style.
other-device = This was painted on a graphics card, and this painter has none, so it cannot paint the same picture.
style-not-by-method = The style { $style } does not support { $method }; leave method out.
style-not-installed = The style { $style } is not installed; choose one of: { $installed }.
style-no-encoder = This style cannot read pictures; leave init_image out or choose another style.
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
note-not-a-number = Step { $step } produced invalid numbers, so this is the picture from step { $before }.
note-stopped-early = Stopped at step { $step } because more steps brought too little improvement.
note-other-size = The model was trained on pictures of { $trained }x{ $trained }; at { $size } it may repeat itself or lose its way.
note-prompt-too-long = { $words ->
    [one] The prompt is too long for the perceptor: its last word was left out.
   *[other] The prompt is too long for the perceptor: its last { $words } words were left out.
}
note-part-too-long = { $words ->
    [one] Part { $part } of the prompt is too long for the perceptor: its last word was left out.
   *[other] Part { $part } of the prompt is too long for the perceptor: its last { $words } words were left out.
}
recipe-differs = { $name } was { $then } and is { $now } here.
recipe-absent = absent
recipe-device = the device
recipe-plan = the plan's { $name }
recipe-file = the file { $name }
bench-own-size = Each { $method } model is measured at its own size; leave --sizes out.

## Weights

model-not-installed = { $name } is not installed; install it with `weights fetch { $name }`.
weights-not-installed = { $name } is not installed.
weights-in-use = { $name } is in use by these styles: { $styles }; remove them first.
checkpoint-no-vqgan = This file holds no VQGAN.
checkpoint-no-clip = This file holds no CLIP.
checkpoint-impossible = This network cannot be built: its dimensions do not fit together.
checkpoint-other-value = This file holds a different network: { $name } is { $found }, not { $wanted }.
