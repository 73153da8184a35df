"""A sixth set of layouts: letterheads at the foot, payment slips, folios, accounts, and papers that are no invoice."""
