"""Print leaflets for thousands of local organisations: a project and a table of imprints go in, a folder of PDFs out.

`editions` tells the whole way; `choice` says which leaflets, `work` is what a worker does, `crew` hires workers here or
on a cluster, `window` keeps them busy, `ledger` writes files and remembers them in made.csv, `progress` tells how far.
"""

from clearheart.local_editions.editions import Printed, Request, print_local_editions

__all__ = ["Printed", "Request", "print_local_editions"]
