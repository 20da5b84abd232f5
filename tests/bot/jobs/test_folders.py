from bot.jobs.folders import Folders
from tests.bot.making import finished, order


async def test_a_start_removes_what_a_killed_bot_has_left(queue, gallery, tmp_path):
    folders = Folders(tmp_path)
    waiting, over, film = [(await queue.enqueue(order(user=user))).job for user in (1, 2, 3)]
    (tmp_path / "images").mkdir()
    for job_id in (waiting.id, over.id, "unknown"):
        (folders.make_work(job_id) / "checkpoint").touch()
        folders.absolute(f"images/{job_id}.png").touch()
    folders.absolute(f"images/{film.id}.mp4").touch()
    await queue.request_cancel(over.id)
    await queue.request_cancel(film.id)
    folders.sweep(await queue.open_ids(), await gallery.ids_without_result())
    assert [path.name for path in (tmp_path / "jobs").iterdir()] == [waiting.id]
    assert {path.stem for path in (tmp_path / "images").iterdir()} == {waiting.id, "unknown"}


async def test_a_job_that_is_over_keeps_its_result_alone(queue, gallery, tmp_path):
    folders = Folders(tmp_path)
    await queue.enqueue(order())
    job = await queue.claim()
    made = folders.make_work(job.id) / "film.mp4"
    made.write_bytes(b"a film")
    kept, _ = folders.keep(made, job.id)
    assert kept == f"images/{job.id}.mp4"
    job = await queue.finish(job, kept, finished(job, kind="film", mime="video/mp4"))
    assert (job.result_kind, job.result_mime) == ("film", "video/mp4")
    folders.tidy(job)
    assert not folders.work(job.id).exists()
    assert folders.absolute(kept).read_bytes() == b"a film"
    folders.tidy(await gallery.forget(job.id))
    assert not folders.absolute(kept).exists()
