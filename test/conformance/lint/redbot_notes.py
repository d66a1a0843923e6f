"""What REDbot notes of the resource whose URL is the only argument, for redbot.ts: a list of notes as JSON on stdout.

It asks for the resource, and again with a range, with validators and with other codings.
"""

import json
import sys
from configparser import ConfigParser

import thor
from redbot.resource import HttpResource

configuration = ConfigParser()
configuration.read_dict({"redbot": {"enable_local_access": "True"}})
resource = HttpResource(configuration["redbot"])
resource.set_request(sys.argv[1])


@thor.events.on(resource)
def check_done():
    thor.stop()


resource.check()
thor.run()
if resource.fetch_error is not None:
    sys.exit(str(resource.fetch_error.desc))
messages = [resource, *resource.subreqs.values()]
notes = [note for message in messages for note in [*message.request.notes, *message.response.notes]]
notes += [child for note in notes for child in note.subnotes]
json.dump(
    [{"id": type(note).__name__, "level": note.level.value, "summary": note.summary} for note in notes],
    sys.stdout,
)
