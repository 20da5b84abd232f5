"""All checks, in the order in which the bot needs what they check."""

from collections.abc import Callable

from bot.check.discord import check_discord
from bot.check.disk import check_database, check_disk
from bot.check.findings import Findings
from bot.check.generator import check_generator, check_hashes
from bot.settings import Found, Settings
from words.sentence import say, text


async def check(found: Found, show: Callable[[str], None], *, hashes: bool = False) -> bool:
    """Run all checks, the one of the weights' hashes only on request, and return whether all is well.

    Each check is done whatever the others find; in place of a wrong setting its default counts. They write nothing that
    a start would not write, and the bot may be running meanwhile.
    """
    findings, settings = Findings(show), found.settings
    for sentence in found.wrong:
        findings.wrong("settings", str(sentence))
    for sentence in found.doubtful:
        findings.doubtful("settings", str(sentence))
    if not found.wrong:
        findings.good("settings", _settings(settings))
    await check_discord(settings, findings)
    await check_disk(settings, findings)
    await check_database(settings, findings)
    await check_generator(settings, findings)
    if hashes:
        await check_hashes(settings, findings)
    return findings.all_well


def _settings(settings: Settings) -> str:
    socket, folder, memory = settings.discord_socket, str(settings.data_dir), settings.memory_limit_mib
    where = say("check-where-local", socket=str(socket)) if socket else say("check-where-discord")
    if memory is None:
        return text("check-settings", where=where, folder=folder)
    return text("check-settings-limited", where=where, folder=folder, memory=str(memory))
