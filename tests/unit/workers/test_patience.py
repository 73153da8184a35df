"""What keeps ending is started again ever more slowly, and quickly again after it ran for a while."""

from workers.patience import Patience


def test_the_pause_doubles_up_to_half_a_minute():
    patience = Patience()
    patience.started()
    assert [patience.after_an_end() for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_after_half_a_minute_of_running_it_begins_anew(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr("workers.patience.time.monotonic", lambda: clock[0])
    patience = Patience()
    patience.started()
    for _ in range(3):
        patience.after_an_end()
    patience.started()
    clock[0] += 29.9
    assert patience.after_an_end() == 4
    patience.started()
    clock[0] += 30
    assert patience.after_an_end() == 0.5
