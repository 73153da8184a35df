"""How Alembic reaches the database: as the migrator, who becomes the owner."""

from alembic import context
from sqlalchemy import create_engine, pool

from bpo.platform.db import Base
from bpo.rooms import load_models

load_models()
url = context.config.attributes["url"]
engine = create_engine(url, poolclass=pool.NullPool)

with engine.connect() as connection:
    connection.exec_driver_sql("SET ROLE bpo_owner")
    connection.exec_driver_sql("SET lock_timeout = '10s'")
    connection.commit()
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
