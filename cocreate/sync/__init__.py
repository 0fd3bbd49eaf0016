"""Exchange of workshops between laptops through a shared folder; knows no window and no network."""

from cocreate.sync.courier import Desk, Pulse, send, sent
from cocreate.sync.folder import Folder, Report, join_all
from cocreate.sync.place import publish_documents, workshops_in

__all__ = ["Desk", "Folder", "Pulse", "Report", "join_all", "publish_documents", "send", "sent", "workshops_in"]
