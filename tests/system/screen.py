"""A screen in memory, on which tests of the viewer open its windows."""
import os
import pathlib
import subprocess
import tempfile


class Screen:
    """Ends with close(). Settings of the viewer lie in a folder of its own."""

    def __init__(self, size="1920x1200"):
        self._process = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._display = ":" + self._process.stdout.readline().strip()
        self._folder = tempfile.TemporaryDirectory(prefix="crossflow-screen-")

    def environment(self, seen=True):
        """For a process whose window is to be there; not `seen`: as where there is no screen."""
        environment = dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1", XDG_CONFIG_HOME=str(pathlib.Path(self._folder.name)))
        for name in ("WAYLAND_DISPLAY", "DISPLAY"):
            environment.pop(name, None)
        if seen:
            environment["DISPLAY"] = self._display
        return environment

    def close(self):
        self._process.terminate()
        self._process.wait(timeout=30)
        self._process.stdout.close()
        self._folder.cleanup()
