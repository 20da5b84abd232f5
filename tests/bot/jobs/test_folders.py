from bot.jobs.folders import Folders
from tests.bot.making import order


async def test_a_start_removes_what_a_killed_bot_has_left(queue, tmp_path):
    folders = Folders(tmp_path)
    waiting, over = [(await queue.enqueue(order(user=user))).job for user in (1, 2)]
    (tmp_path / "images").mkdir()
    for job_id in (waiting.id, over.id, "unknown"):
        (folders.make_work(job_id) / "checkpoint").touch()
        folders.absolute(f"images/{job_id}.png").touch()
    await queue.request_cancel(over.id)
    folders.sweep(await queue.open_ids(), await queue.ids_without_image())
    assert [path.name for path in (tmp_path / "jobs").iterdir()] == [waiting.id]
    assert {path.stem for path in (tmp_path / "images").iterdir()} == {waiting.id, "unknown"}
