"""What a stacked row says beside each of its values."""

from markupsafe import Markup

from bpo.platform.stacking import labelled

COLUMNS = [
    {"label": "Job"},
    {"label": "Due & late", "num": True},
    {"label": "State"},
    {"label": "Do", "hidden": True},
]
STATE = '<td data-label="State">'


def test_each_cell_but_the_first_carries_its_columns_name():
    rows = Markup('<tr class="x"><th scope="row">A</th><td class="num">1</td>\n<td>new</td><td>go</td></tr>')
    assert labelled(rows + rows, COLUMNS) == 2 * (
        '<tr class="x"><th scope="row">A</th><td class="num" data-label="Due &amp; late">1</td>\n'
        '<td data-label="State">new</td><td>go</td></tr>'
    )


def test_wide_cells_tables_inside_and_labels_of_ones_own_stay():
    inside = "<table><tr><th>a</th><td>b</td></tr></table>"
    rows = f'<tr><td>{inside}</td><td data-label="Own">1</td><td>{inside}</td><td>go</td><td>over</td></tr>'
    third = f"<td>{inside}</td><td>go"
    assert labelled(Markup(rows), COLUMNS) == rows.replace(third, third.replace("<td>", STATE, 1))
    wide = '<tr><td colspan="2">Nothing yet.</td><td>new</td></tr><tr><td colspan="4">None.</td></tr>'
    assert labelled(Markup(wide), COLUMNS) == wide.replace("<td>new", f"{STATE}new")


def test_the_name_of_a_row_behind_a_box_to_choose_it_has_no_label():
    rows = '<tr><td><input type="checkbox"></td><th scope="row">A</th><td>new</td><td>go</td></tr>'
    assert labelled(Markup(rows), COLUMNS) == rows.replace("<td>new", f"{STATE}new")
