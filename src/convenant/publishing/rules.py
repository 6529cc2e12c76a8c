"""Who may publish; everyone may read what was published."""

from convenant.people.rules import anyone, is_secretariat

may_publish = is_secretariat
may_read = anyone
