"""The codes of what is found about employees, in words a client understands."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "SSN_MISSING": "No Social Security number is given.",
    "SSN_INVALID": "The Social Security number cannot exist.",
    "DUPLICATE_SSN": "Two employees have the same Social Security number.",
    "NINO_MISSING": "No National Insurance number is given.",
    "NINO_INVALID": "The National Insurance number cannot exist.",
    "DUPLICATE_NINO": "Two employees have the same National Insurance number.",
    "DUPLICATE_EMPLOYEE": "The employee is in the list twice.",
    "DUPLICATE_BANK_ACCOUNT": "Two employees are paid into the same bank account.",
    "BANK_MISSING": "No bank account is given.",
    "ABA_INVALID": "The bank's routing number fails its check digit.",
    "SORT_CODE_INVALID": "The sort code is none.",
    "ACCOUNT_INVALID": "The account number is none.",
    "TERMINATED_PAID": "Paid for a period after the employment ended.",
    "PAID_BEFORE_HIRE": "Paid for a period before the employment began.",
    "PART_PERIOD": "A salary for a period in which the employment began or ended: the part is to be agreed.",
    "BELOW_MINIMUM_WAGE": "The hourly rate is below the minimum wage.",
    "OVERTIME_NOT_SPLIT": "More regular hours than the period has, with overtime not split off.",
    "IMPOSSIBLE_HOURS": "More hours than can be, or fewer than none.",
    "MISSING_TIMESHEET": "Paid by the hour, and no timesheet is there.",
    "DUPLICATE_TIMESHEET": "More than one timesheet for the period.",
    "WRONG_PERIOD": "The timesheet is for another period.",
    "UNKNOWN_EMPLOYEE": "A timesheet or adjustment is for somebody who is not in the list.",
    "NEGATIVE_NET": "The deductions are more than the pay.",
    "VARIANCE": "Gross pay differs by more than a quarter from the period before.",
    "STATE_NOT_COVERED": "The employee works in a state with an income tax that is not covered here.",
    "NOT_COVERED": "What the pay depends on has no parameters here.",
    "TAX_CODE_INVALID": "The tax code is none.",
    "YTD_MISSING": "The tax code is cumulative, and pay and tax so far this year are not given.",
    "ROW_UNREADABLE": "A row about the employee cannot be read.",
}
CANNOT_BE_PAID = frozenset({"STATE_NOT_COVERED", "NOT_COVERED", "UNKNOWN_EMPLOYEE", "ROW_UNREADABLE"})
"""What no decision lets through: there are no figures, or they would be incomplete. Held, or put right, it is."""
RULES: Mapping[str, str] = {
    "SSN_INVALID": "area not 000, 666 or 9xx, group not 00, serial not 0000 (Social Security Administration).",
    "NINO_INVALID": "two letters, six digits, a letter A to D; not every prefix is given out (HMRC, NIM39110).",
    "ABA_INVALID": "the digits by the weights 3, 7, 1 add up to a multiple of ten (American Bankers Association).",
    "SORT_CODE_INVALID": "six digits.",
    "DUPLICATE_BANK_ACCOUNT": "an account is one person's, unless the client says that two share it.",
    "TERMINATED_PAID": "nobody is paid for a period that begins after their last day.",
    "PAID_BEFORE_HIRE": "nobody is paid for a period that ends before their first day.",
    "PART_PERIOD": "a salary is for the whole period; for a part of it the amount is agreed with the client.",
    "BELOW_MINIMUM_WAGE": "the rate an hour is held against the minimum wage of the period (by age in the UK).",
    "OVERTIME_NOT_SPLIT": "US: forty hours a week are regular (29 U.S.C. 207). UK: the hours of the contract.",
    "IMPOSSIBLE_HOURS": "at most twelve hours on each day of the period, and none below zero.",
    "DUPLICATE_TIMESHEET": "one timesheet a period; the figures shown are by the first.",
    "WRONG_PERIOD": "a timesheet has the period of the run.",
    "NEGATIVE_NET": "net pay is not below zero.",
    "VARIANCE": "gross pay now against the period before, by the percentage that the client set (25 where none).",
    "STATE_NOT_COVERED": "state tax is not worked out here: hold, or put the state right.",
    "NOT_COVERED": "there are no parameters for it: hold, or put right what it depends on.",
    "TAX_CODE_INVALID": "the forms of tax codes that HMRC gives out.",
    "YTD_MISSING": "a cumulative tax code is reckoned from what was paid and taxed since 6 April.",
}
"""By code, what it is held against, for who decides."""
