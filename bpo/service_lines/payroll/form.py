"""What a person sees and fills of a pay run: what was found and what is decided, who is held, when it is paid."""

from bpo.catalog.rules import Form, FormField, FormTable, ScorecardLine, Weight

from .decisions import DECISIONS

PUT_RIGHT = (
    FormField(
        path="correct",
        label="What is put right",
        help="Column and value, such as rate=21.50 or regular_hours=80; overtime_hours=4",
    ),
    FormField(
        path="hidden",
        label="Number put right",
        secret=True,
        help="Of a person or a bank, such as ssn=212-34-5678 or sort_code=20-00-00; account=55779911",
    ),
)
"""What is put right of an employee, beside the decision to do so: the secret apart from the rest."""
_DECISION = (
    FormField(path="decision", label="Decision", kind="choice", choices=DECISIONS),
    FormField(path="reason", label="Why"),
    *PUT_RIGHT,
)
EXCEPTIONS = FormTable(
    path="exceptions",
    label="Exceptions, as decided",
    fixed=True,
    columns=(
        FormField(path="employee_id", label="Employee", shown=True),
        FormField(path="name", label="Name", shown=True),
        FormField(path="code", label="Found", shown=True),
        FormField(path="evidence", label="Evidence", kind="textarea", shown=True),
        *_DECISION,
    ),
)
FURTHER = FormTable(
    path="further",
    label="Decided besides: found only with what was put right above",
    columns=(
        FormField(path="employee_id", label="Employee"),
        FormField(path="code", label="Found", help="As the check names it, such as VARIANCE"),
        *_DECISION,
    ),
)
HOLDS = FormTable(
    path="holds",
    label="Held besides",
    columns=(FormField(path="employee_id", label="Employee"), FormField(path="reason", label="Why")),
)
FORM = Form(
    fields=(
        FormField(path="period", label="Period"),
        FormField(
            path="pay_date",
            label="Paid on",
            kind="date",
            help="From the pay calendar, where one was handed in",
        ),
        FormField(path="employer", label="Employer"),
        FormField(path="note", label="Note for who checks and approves", kind="textarea"),
    ),
    tables=(EXCEPTIONS, FURTHER, HOLDS),
)
INSTRUCTIONS = """A pay run, worked out employee by employee. Nobody with an exception is paid until you decide.
- Open the register: search, sort, and see how each figure came about.
- Each exception was decided by itself. Look whether the decisions fit together; change one only with a reason.
- What putting right led to stands below as a row more: decide it by its evidence.
- Put right only what the client confirmed. Where you cannot know, hold the task with a question.
- An account number that two people share, or one that changed, is confirmed by the client, never guessed.
- What you hold stays out of the payment file; the totals tie with it.
- Another person checks what you did, then the client approves exactly these files."""
CHECK_INSTRUCTIONS = """Another person prepared this pay run. You check it as it stands; you cannot change it.
- Is each decision borne out by its evidence and its reason?
- Look at the greatest variances and at a few lines of the register: rate, hours, tax, net.
- Do the totals fit the period before?
- If in doubt, send it back and say what is to be put right."""
SCORECARD = (
    ScorecardLine(
        key="decisions", text="Every exception is decided rightly", weight=Weight.CRITICAL_CLIENT, points=40
    ),
    ScorecardLine(key="reasons", text="Every decision has its reason", weight=Weight.COMPLIANCE, points=20),
    ScorecardLine(
        key="corrections", text="What was put right was confirmed", weight=Weight.CRITICAL_BUSINESS, points=30
    ),
    ScorecardLine(
        key="note", text="The note tells the approver what matters", weight=Weight.NON_CRITICAL, points=10
    ),
)
