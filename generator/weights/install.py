"""From a name or a file to an installed style or model: fetch, hash, convert, and write the card last."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from urllib.parse import urlsplit

from generator.styles import shipped
from generator.styles.cards import MethodCard, ModelCard, NetworkFile, PerceptorFile, StyleCard
from generator.styles.store import MODEL_FILE, Store
from generator.weights import configs, convert, networks, samples
from generator.weights.archives import open_weights
from generator.weights.catalogue import USUAL_PERCEPTOR, Catalogue, Checkpoint
from generator.weights.download import Download, Retries, SourceFailed, SourceUnusable, Wanted, require_disk
from generator.weights.talk import Talk
from generator.wire.errors import Unreadable, WeightsRefused
from generator.wire.offers import offer_of_kind
from generator.wire.params import NAME
from words.sentence import say

_MOST_UNKNOWN = 20 * 10**9  # bytes, of a file whose size is not published


class Installer:
    """Installs what a catalogue lists into a store."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        talk: Talk,
        *,
        half: bool = False,
        sample: bool = True,
        retries: Retries | None = None,
    ) -> None:
        """With `half`, keep half the precision. With `sample`, paint a sample of each style."""
        self._store, self._catalogue, self._talk = store, catalogue, talk
        self._half, self._sample, self._retries = half, sample, retries

    def fetch(self, names: Iterable[str]) -> None:
        """Install these from the catalogue, and the perceptor that styles need. Raises GeneratorError."""
        for checkpoint in self._with_what_they_need(self._catalogue.find(names)):
            if self._store.installed(checkpoint.name):
                self._talk.say(say("weights-there", name=checkpoint.name))
            else:
                self._fetch(checkpoint)
        self._finish_waiting()

    def add(self, file: Path, name: str, config: Path | None = None, told: Mapping[str, str] | None = None) -> None:
        """Install a file that is on this machine. What can be said without reading all of it is said first.

        `told` is what the tensors do not tell. Raises GeneratorError.
        """
        if not re.fullmatch(NAME, name) or name in {folder.name for folder in shipped.STYLES}:
            raise WeightsRefused("weights-wrong-name")
        if self._store.installed(name):
            raise WeightsRefused("weights-remove-first", name=name)
        listed = self._catalogue.checkpoints.get(name)
        if listed and (config or told):
            raise WeightsRefused("weights-known", name=name)
        try:
            checkpoint = listed or self._unlisted(file, name, config, told or {})
            if offer_of_kind(checkpoint.kind) and not self._store.installed(USUAL_PERCEPTOR):
                self._talk.say(say("weights-will-wait", name=name, perceptor=USUAL_PERCEPTOR))
            digest = self._hash(name, file)
        except OSError as error:
            raise WeightsRefused("file-unreadable", file=str(file), why=str(error.strerror)) from None
        if listed:
            try:
                self._accept(listed, None, file)
            except SourceFailed as failure:
                raise WeightsRefused("weights-refused", file=file.name, why=failure.sentence) from None
        elif not self._talk.ask(say("ask-add", file=file.name, sha256=digest, name=name)):
            raise WeightsRefused("nothing-installed")
        self._convert(checkpoint, file, digest)
        self._finish_waiting()

    def _with_what_they_need(self, checkpoints: list[Checkpoint]) -> list[Checkpoint]:
        styles = any(offer_of_kind(checkpoint.kind) for checkpoint in checkpoints)
        usual = [self._catalogue.checkpoints[USUAL_PERCEPTOR]] if styles else []
        needed = [each for each in usual if each not in checkpoints and not self._store.installed(each.name)]
        return sorted([*needed, *checkpoints], key=lambda each: offer_of_kind(each.kind) is not None)

    def _fetch(self, checkpoint: Checkpoint) -> None:
        if not checkpoint.sources:
            self._finish(_style_card(checkpoint, None, None))
            return
        name, part = checkpoint.name, self._store.part(checkpoint.name)
        require_disk(part.parent, 2 * (checkpoint.bytes or 0) - (part.stat().st_size if part.exists() else 0))
        pinned = checkpoint.sha256 or self._store.pins().get(name)
        most = checkpoint.size or 2 * (checkpoint.about or _MOST_UNKNOWN // 2)
        wanted = Wanted(checkpoint.sources, checkpoint.size, most, hashed=pinned is not None)
        progress = partial(self._talk.progress, name, "fetching")
        download = Download(wanted, part, progress, self._talk.say, self._retries)
        hosts = ", ".join(dict.fromkeys(str(urlsplit(source).hostname) for source in checkpoint.sources))
        download.run(partial(self._accept, checkpoint, hosts))
        try:
            self._convert(checkpoint, part, self._hash(name, part))
        except WeightsRefused:
            download.forget()  # it would be refused again; after a full disk or Ctrl-C it is kept
            raise
        download.forget()

    def _accept(self, checkpoint: Checkpoint, hosts: str | None, file: Path) -> None:
        """Hash the whole file before anything opens it. Raises SourceFailed, WeightsRefused."""
        digest = self._hash(checkpoint.name, file)
        known = checkpoint.sha256 or self._store.pins().get(checkpoint.name)
        if known and digest != known:
            raise SourceUnusable("source-other-file", sha256=digest[:12])
        if not known:
            with file.open("rb") as stream:
                if stream.read(64).lstrip()[:1] == b"<":
                    raise SourceUnusable("source-web-page")
            if hosts is None:
                question = say("ask-pin-file", name=checkpoint.name, sha256=digest)
            else:
                question = say("ask-pin", name=checkpoint.name, hosts=hosts, sha256=digest)
            if not self._talk.ask(question):
                raise WeightsRefused("weights-not-agreed", name=checkpoint.name, sha256=digest)
            self._store.pin(checkpoint.name, digest)

    def _convert(self, checkpoint: Checkpoint, file: Path, digest: str) -> None:
        """Write the tensors that are needed, then the card, then the sample of a style."""
        name = checkpoint.name
        folder = self._store.begin(name)
        with open_weights(_unpacked(file, checkpoint.member, folder)) as weights:
            found = networks.network(checkpoint.kind, weights, checkpoint.shape)
            if found.averaged:
                self._talk.say(say("weights-averaged", name=name))
            offer = offer_of_kind(checkpoint.kind)
            path = folder / (offer.file if offer else MODEL_FILE)
            progress = partial(self._talk.progress, name, "converting")
            sha256 = convert.write(found.tensors, path, half=self._half, progress=progress, told=found.told)
        if offer:
            assert found.architecture is not None
            network = NetworkFile(file=path.name, sha256=sha256, architecture=found.architecture)
            card = _style_card(checkpoint, network, digest)
            if self._store.installed(USUAL_PERCEPTOR):
                self._finish(card)
            else:
                self._store.write_card(name, card, waiting=True)
                self._talk.say(say("weights-waits", name=name, perceptor=USUAL_PERCEPTOR))
        else:
            self._store.write_card(
                name,
                ModelCard(
                    file=path.name,
                    sha256=sha256,
                    architecture=found.architecture,
                    converted_from=digest,
                    **checkpoint.model_dump(include={"name", "kind", "title", "licence"}),
                ),
            )
            self._talk.say(say("weights-ready", name=name))

    def _finish_waiting(self) -> None:
        """Finish the styles that wait for their perceptor, if it is there."""
        if self._store.installed(USUAL_PERCEPTOR):
            for style in list(self._store.waiting()):
                self._finish(style.card)

    def _finish(self, card: StyleCard) -> None:
        """Give a style its perceptor and write its card, then paint its sample."""
        perceptor = self._store.model(USUAL_PERCEPTOR)
        file = PerceptorFile(
            name=perceptor.title, file=f"../{perceptor.name}/{perceptor.file}", sha256=perceptor.sha256
        )
        self._store.write_card(card.name, card.model_copy(update={"perceptors": (file,)}))
        if self._sample:
            painting = partial(self._talk.progress, card.name, "painting")
            self._talk.say(samples.paint_or_explain(self._store.place(card.name), painting))
        self._talk.say(say("weights-ready", name=card.name))

    def _unlisted(self, file: Path, name: str, config: Path | None, told: Mapping[str, str]) -> Checkpoint:
        """Describe a file that is not in the catalogue. Raises Unreadable, WrongArchitecture, WeightsRefused."""
        with open_weights(file) as weights:
            kind = networks.kind_of(weights)
            networks.require_told(kind, told)
            if config and kind != "style":
                raise WeightsRefused("config-not-read")
            shape = configs.read(config) if config else dict(told) or None
            found = networks.network(kind, weights, shape)
        if found.told:
            facts = " ".join(f"{name}={value}" for name, value in found.told.items())
            self._talk.say(say("weights-told", name=name, facts=facts))
        return Checkpoint(
            name=name,
            title=name,
            kind=kind,
            good_at=f"added from {file.name}"[:100],
            licence="not known: added by the admin",
            sources=(file.absolute().as_uri(),),
            shape=shape,
        )

    def _hash(self, name: str, file: Path) -> str:
        digest, done, total = hashlib.sha256(), 0, file.stat().st_size
        with file.open("rb") as stream:
            while chunk := stream.read(2**20):
                digest.update(chunk)
                done += len(chunk)
                self._talk.progress(name, "checking", done, total)
        return digest.hexdigest()


def _style_card(checkpoint: Checkpoint, network: NetworkFile | None, digest: str | None) -> StyleCard:
    """Return the card of a style that has no perceptor yet. Some need no network of their own."""
    offer = offer_of_kind(checkpoint.kind)
    assert offer is not None
    defaults = dict(offer.style_defaults(network.architecture)) if network else {}
    return StyleCard(
        name=checkpoint.name,
        description=checkpoint.good_at,
        licence=checkpoint.licence,
        methods={offer.name: MethodCard(network=network, defaults=defaults)},
        perceptors=(),
        sample={"prompt": samples.PROMPT, **offer.sample},
        converted_from=digest,
    )


def _unpacked(file: Path, member: str | None, folder: Path) -> Path:
    """Return the file, or the one member that is needed, unpacked into `folder`. Raises Unreadable."""
    if member is None:
        return file
    inner = folder / "member.part"
    try:
        with zipfile.ZipFile(file) as archive, archive.open(member) as source, inner.open("wb") as target:
            copyfileobj(source, target)
    except (zipfile.BadZipFile, KeyError):
        raise Unreadable("archive-no-member", member=member) from None
    return inner
