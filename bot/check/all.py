"""All checks, in the order in which the bot needs what they check."""

from collections.abc import Callable

from bot.check.discord import check_discord
from bot.check.disk import check_database, check_disk
from bot.check.findings import Findings
from bot.check.generator import check_generator, check_hashes
from bot.settings import Settings


async def check(settings: Settings, say: Callable[[str], None], *, hashes: bool = False) -> bool:
    """Run all checks, the one of the weights' hashes only on request, and return whether all is well.

    They write nothing that a start would not write, and the bot may be running meanwhile.
    """
    findings = Findings(say)
    where = f"a local Discord at {settings.discord_socket}" if settings.discord_socket else "Discord"
    limit = f", {settings.memory_limit_mib} MiB for the painter" if settings.memory_limit_mib else ""
    findings.good("settings", f"{where}, data in {settings.data_dir}{limit}")
    await check_discord(settings, findings)
    await check_disk(settings, findings)
    await check_database(settings, findings)
    await check_generator(settings, findings)
    if hashes:
        await check_hashes(settings, findings)
    return findings.all_well
