"""One desktop per data folder: a second start shows the first. Commands do not come here, they run beside it."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LOCK_NAME = "desktop.lock"
SHOW = b"show\n"
SEEN = b"seen\n"
ANSWER_MS = 3000
TRIES = 6  # half-second steps for a first start that holds the lock but does not listen yet
LISTEN_MS = 300


class Instance(QObject):
    """The claim of this process to the folder."""

    show_wanted = Signal()  # a second start happened

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / LOCK_NAME
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(0)  # never stale by age; a dead owner is found by its process number
        self._name = "reception-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True when this process is the folder's desktop; False when another is, and was asked to show itself."""
        if self._lock.tryLock(0):
            return self._is_ours()
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return True  # a folder that cannot be written: nothing can be damaged there
        for _try in range(TRIES):
            if self._call_first():
                return False
            if self._lock.tryLock(0):
                return self._is_ours()
            time.sleep(0.5)
        # The number in the lock belongs to some other program by now: nobody listens.
        self._path.unlink(missing_ok=True)
        return self._lock.tryLock(0) and self._is_ours()

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _is_ours(self) -> bool:
        """The first window does not wait for the network library; a second start asks several times."""
        QTimer.singleShot(LISTEN_MS, self._listen)
        return True

    @Slot()
    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # what a killed desktop left behind
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)
        self._server.listen(self._name)

    def _on_called(self) -> None:
        assert self._server is not None
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        caller.write(SEEN)
        caller.flush()
        caller.disconnectFromServer()
        self.show_wanted.emit()

    def _call_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
            return False
        socket.write(SHOW)
        socket.flush()
        socket.waitForReadyRead(ANSWER_MS)  # no answer: somebody is there, if only busy
        socket.abort()
        return True
