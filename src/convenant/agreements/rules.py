"""Who may do what at the level of the agreement itself."""

from convenant.people.rules import is_inside, is_secretariat

may_amend = is_secretariat
may_admit = is_secretariat
may_seat = is_secretariat
may_read = is_inside
