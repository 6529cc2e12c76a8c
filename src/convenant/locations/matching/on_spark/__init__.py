"""Matching on Spark, for registers that outgrow one machine: the same links as `match`.

What grows with the lists and the register is spread over the executors: cleaning, the keys, the join
that finds candidates (by the SQL that DuckDB runs in `candidates`) and the comparing. The driver only
decides, by the code that `match` decides with (`deciding`).

What goes to the driver, and stays in its memory until the links are there:

- of every new row its key, and of every distinct one an identifier: they go into the links;
- the scored pairs that are not "different", and of the others those that can be a row's nearest miss;
- the numbers of the standing spellings at the sites in those pairs;
- cleaned, only the rows that may become a site of three and more, whose fit has to be looked at, and
  those for which the identifier of a new site is taken.

So the driver's part grows with the new rows, and the register as a whole never comes there.

    links = match_on_spark(spark, spark.read.parquet("list"), spark.read.parquet("register"))

Executors need this package with what it imports, DuckDB among it, and pandas and pyarrow for Spark
itself. Where the session has a checkpoint folder, a run survives the loss of an executor; where it has
none, such a loss ends it with an error, never with another answer.
"""

from convenant.locations.matching.on_spark.run import match_on_spark

__all__ = ["match_on_spark"]
