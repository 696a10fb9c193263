"""Screens records that lie in a cluster: each partition goes through `needlecheck batch`.

usage: screen.py MASTER RECORDS REPORTS COMMAND...

The command has to be there on every worker, and has to name the treatment date, so that all
workers mean the same day. The parts of REPORTS, one after another, are what the command would
write for all of RECORDS.
"""

import shlex
import sys

from pyspark.sql import SparkSession


def main():
    master, records, reports, *command = sys.argv[1:]
    spark = SparkSession.builder.master(master).appName("needlecheck").getOrCreate()
    context = spark.sparkContext
    lines = context.textFile(records, minPartitions=2 * context.defaultParallelism)
    # Checked: a worker without the program, or a record that cannot be screened, ends the job.
    # Unchecked, such a record gives a line that says why, in its place.
    lines.pipe(shlex.join(command), checkCode=True).saveAsTextFile(reports)
    workers = len(context._jsc.sc().statusTracker().getExecutorInfos()) - 1
    print(f"{lines.getNumPartitions()} partitions, {workers} workers", file=sys.stderr)
    spark.stop()


main()
