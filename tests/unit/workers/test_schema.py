"""The newest revision is found as Alembic finds it."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from workers import schema


def test_it_agrees_with_alembic():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.VERSIONS).parent))
    assert schema.newest() == set(ScriptDirectory.from_config(config).get_heads())
    assert len(schema.newest()) == 1


def test_branches_have_several(tmp_path):
    for name, before in (("a1", None), ("b2", "a1"), ("c3", "a1")):
        tmp_path.joinpath(f"{name}.py").write_text(
            f'revision: str = "{name}"\ndown_revision: str | None = {before!r}\n'
        )
    assert schema.newest(tmp_path) == {"b2", "c3"}
