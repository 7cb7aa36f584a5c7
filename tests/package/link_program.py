#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Links the first program of README.md in one of the ways shown there, and runs it.

    link_program.py WAY SOURCE_FOLDER BUILD_FOLDER

WAY is pkg-config, static, cmake or subproject; or unlike, in which the program is compiled for
another standard library than the library is; or home, in which souris-cli starts as it is installed.
But for subproject, the library of BUILD_FOLDER is installed to a folder that it was not configured for:
so what it installs may be moved.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile


def run(*command, **options):
    """The output of a command; if it fails, prints everything and exits."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}\n{done.stdout}")
    return done.stdout


class Scene:
    """A folder with the program and its build files, beside the installed library."""

    def __init__(self, folder, source, build):
        self.source, self.build = pathlib.Path(source).resolve(), pathlib.Path(build).resolve()
        self.readme = (self.source / "README.md").read_text(encoding="utf-8")
        self.installed = folder / "installed"
        self.program = folder / "program"
        self.program.mkdir()
        self.write("mouse.cpp", self.example("cpp"))
        self.expected = self.example("text")

    def example(self, language):
        """The first fenced block of a language in README.md."""
        return re.search(rf"^```{language}\n(.*?)^```$", self.readme, re.M | re.S).group(1)

    def write(self, name, text):
        (self.program / name).write_text(text, encoding="utf-8")

    def install(self):
        """Returns the folder with the libraries."""
        run("meson", "install", "-C", self.build, "--no-rebuild", "--quiet",
            "--tags", "devel,runtime", "--destdir", self.installed)
        return next(self.installed.rglob("libsouris.so")).parent

    def hold(self, program, libraries=None):
        """Runs the program and compares what it prints."""
        environment = dict(os.environ)
        if libraries:
            environment["LD_LIBRARY_PATH"] = str(libraries)
        output = run(program, cwd=self.program, env=environment)
        if output != self.expected:
            sys.exit(f"it prints\n{output}instead of\n{self.expected}")


def compile_by_readme(scene, libraries, *options):
    """The commands of a user, except for paths and options."""
    prefix = next(scene.installed.rglob("include")).parent
    options = " ".join([f"--define-variable=prefix={prefix}", *options])
    command = scene.example("console").replace("pkg-config", f"pkg-config {options}")
    environment = {**os.environ, "PKG_CONFIG_PATH": str(libraries / "pkgconfig")}
    run("sh", "-c", command, cwd=scene.program, env=environment)


def link_pkg_config(scene):
    libraries = scene.install()
    compile_by_readme(scene, libraries)
    scene.hold(scene.program / "mouse", libraries)


def link_static(scene):
    libraries = scene.install()
    for shared in libraries.glob("libsouris.so*"):
        shared.unlink()
    compile_by_readme(scene, libraries, "--static")
    scene.hold(scene.program / "mouse")


def link_cmake(scene):
    libraries = scene.install()
    scene.write("CMakeLists.txt", scene.example("cmake"))
    run("cmake", "-B", "build", "-DCMAKE_BUILD_TYPE=Release",
        f"-Dsouris_DIR={libraries / 'cmake' / 'souris'}", cwd=scene.program)
    run("cmake", "--build", "build", cwd=scene.program)
    scene.hold(scene.program / "build" / "mouse")


def link_subproject(scene):
    """Compiles and links as ninja would, but with the library that is already built."""
    scene.write("meson.build", scene.example("meson"))
    (scene.program / "subprojects").mkdir()
    (scene.program / "subprojects" / "souris").symlink_to(scene.source)
    run("meson", "setup", "build", "--wrap-mode=forcefallback", "-Dsouris:default_library=static",
        cwd=scene.program)
    build = scene.program / "build"
    targets = run("ninja", "-C", build, "-t", "targets", "all")
    if re.search(r"souris-cli|doctest|unit-", targets):
        sys.exit("a subproject builds more than the library")
    library = build / "subprojects" / "souris" / "src" / "libsouris.a"
    library.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(scene.build / "src" / "libsouris.a", library)
    (build / "mouse.p").mkdir(exist_ok=True)
    for target in ("mouse.p/mouse.cpp.o", "mouse"):
        run("sh", "-c", run("ninja", "-C", build, "--quiet", "-t", "commands", "-s", target),
            cwd=build)
    scene.hold(build / "mouse")


UNLIKE = {
    "-D_GLIBCXX_DEBUG": "the_library_must_be_compiled_with_GLIBCXX_DEBUG_too",
    "-D_GLIBCXX_USE_CXX11_ABI=0": "libstdc++ has with _GLIBCXX_USE_CXX11_ABI=1 alone",
    "-DSOURIS_NO_INT128": "the_library_must_be_compiled_with_SOURIS_NO_INT128_too",
}


def link_unlike(scene):
    """A program compiled differently from the library does not link, with an explanation."""
    libraries = scene.install()
    prefix = next(scene.installed.rglob("include")).parent
    environment = {**os.environ, "PKG_CONFIG_PATH": str(libraries / "pkgconfig")}

    def compile_with(option, static):
        options = f"--define-variable=prefix={prefix} {'--static' if static else ''}"
        command = scene.example("console").replace("pkg-config", f"pkg-config {options}")
        command = command.replace("mouse.cpp", f"{option} mouse.cpp", 1)
        return subprocess.run(["sh", "-c", command], cwd=scene.program, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)

    for static in False, True:
        if static:
            for shared in libraries.glob("libsouris.so*"):
                shared.unlink()
        for option, reason in UNLIKE.items():
            done = compile_with(option, static)
            if done.returncode == 0 or reason not in done.stdout:
                sys.exit(f"{option}: links, or does not say {reason}\n{done.stdout}")
        for option in "-D_GLIBCXX_ASSERTIONS -O2", "-ffast-math", "-fno-rtti":
            done = compile_with(option, static)
            if done.returncode != 0:
                sys.exit(f"{option}: does not link\n{done.stdout}")
            scene.hold(scene.program / "mouse", libraries)


def link_home(scene):
    """As in a home directory: souris-cli finds the shared library with nothing set, and by no path
    that is not its own. Where distributions install, they want no such path."""
    scene.install()
    program = next(scene.installed.rglob("souris-cli"))
    paths = re.findall(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]", run("readelf", "--dynamic", program))
    if program.parents[1] == scene.installed / "usr":
        if paths:
            sys.exit(f"souris-cli has the path {paths}")
        return
    if len(paths) != 1 or not re.fullmatch(r"\$ORIGIN/[\w./-]+", paths[0]):
        sys.exit(f"souris-cli looks for its library in {paths}")
    run(program, "--version", env={"PATH": os.environ["PATH"]})


WAYS = {
    "home": link_home,
    "unlike": link_unlike,
    "pkg-config": link_pkg_config,
    "static": link_static,
    "cmake": link_cmake,
    "subproject": link_subproject,
}


def main(way, source, build):
    with tempfile.TemporaryDirectory() as folder:
        WAYS[way](Scene(pathlib.Path(folder), source, build))


if __name__ == "__main__":
    main(*sys.argv[1:])
