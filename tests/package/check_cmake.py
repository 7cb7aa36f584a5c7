#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what CMakeLists.txt would build and install with what meson does; compiles nothing.

    check_cmake.py SOURCE_FOLDER BUILD_FOLDER

BUILD_FOLDER is meson's, of both libraries. Compared are options and what they are without being
told, sources, flags, how the shared library is linked, what is installed where, and what the package
says to CMake and to pkg-config. Prints what differs.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from link_program import run

# Options of meson for parts that only it builds: tests, fuzzers and benchmarks.
MESON_ALONE = {"tests", "unit_tests", "fuzz", "bench"}
STATES = {"enabled": "ON", "disabled": "OFF", "auto": "AUTO", True: "ON", False: "OFF"}
# Flags that each build system sets differently: warnings, folders, optimisation, colours, debugging.
# Those of fmt and simdjson come from their own packages, in whichever way these are found.
OWN_FLAGS = re.compile(r"-(W|O|g|I|isystem|fdiagnostics|D_GLIBCXX_ASSERTIONS|DSIMDJSON|DFMT)")
# CMake's file with the library of each configuration; and links, which the plan of meson lacks.
OWN_FILES = re.compile(r"souris-targets-\w+\.cmake$|libsouris\.so(\.\d+)?$")


def introspect(build, what):
    path = build / "meson-info" / f"intro-{what}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def configure(source, build, *options):
    run("cmake", "-G", "Ninja", "-S", source, "-B", build, "-DCMAKE_BUILD_TYPE=Release",
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *options)


def meson_options(build):
    return {f"SOURIS_{option['name'].upper()}": STATES[option["value"]]
            for option in introspect(build, "buildoptions")
            if option["section"] == "user" and option["name"] not in MESON_ALONE}


def meson_defaults(source):
    """The defaults in meson_options.txt, regardless of the build folder."""
    text = (source / "meson_options.txt").read_text(encoding="utf-8")
    found = re.findall(r"option\('(\w+)', type: '\w+', value: '?(\w+)'?", text)
    states = {**STATES, "true": "ON", "false": "OFF"}
    return {f"SOURIS_{name.upper()}": states[value] for name, value in found
            if name not in MESON_ALONE}


def cmake_options(build):
    cache = (build / "CMakeCache.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^(SOURIS_(?:\w(?!_LIBRARY|_INCLUDE_DIR))+):(?:STRING|BOOL)=(\w+)$",
                           cache, re.M))


def relative(paths, source, build):
    """Files by their place in the tree; those that the build made by name."""
    names = set()
    for path in map(pathlib.Path, paths):
        inside = not path.is_relative_to(build) and path.is_relative_to(source)
        names.add(str(path.relative_to(source)) if inside else path.name)
    return names


def meson_target(build, *names):
    """(sources, parameters) of the targets with these names; sources of a unity build one by one."""
    sources, parameters = set(), []
    for target in introspect(build, "targets"):
        for part in target["target_sources"] if target["name"] in names else ():
            if "sources" not in part:
                continue  # The linker, which newer releases of meson list, too.
            sources.update(part["sources"])
            for path in map(pathlib.Path, part["generated_sources"]):
                together = re.search(r"-unity\d+\.cpp$", path.name)
                text = path.read_text(encoding="utf-8") if together else ""
                sources.update(str((build / name).resolve()) for name in
                               re.findall(r'#include\s*[<"](.*)[">]', text) or [path])
            parameters = part["parameters"] or parameters
    return {path for path in sources if path.endswith(".cpp")}, parameters


def cmake_target(build, name):
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    mine = [entry for entry in commands if f"CMakeFiles/{name}.dir/" in entry["command"]]
    flags = {entry["command"].split(" -o ")[0].split(" ", 1)[1] for entry in mine}
    return [entry["file"] for entry in mine], [flag for line in flags for flag in line.split()]


def important(flags):
    return {flag for flag in flags if flag.startswith("-") and not OWN_FLAGS.match(flag)}


def link_flags(build, target):
    command = run("ninja", "-C", build, "-t", "commands", "-s", target)
    return {f"-Wl,{flag}" for flag in re.findall(
        r"-Wl,(-soname,[\w.]+|--version-script,[^ \"]+)", command.replace("\"", ""))}


def meson_installed(build):
    """Where everything goes, below the prefix."""
    values = {option["name"]: option["value"] for option in introspect(build, "buildoptions")}
    values.update(libdir_shared=values["libdir"], libdir_static=values["libdir"])
    places = set()
    for section in introspect(build, "install_plan").values():
        for entry in section.values():
            place = re.sub(r"\{(\w+)\}", lambda match: str(values[match.group(1)]),
                           entry["destination"])
            places.add(str(pathlib.PurePath(place)).removeprefix(values["prefix"] + "/"))
    return places


def cmake_installed(build):
    places = set()
    for script in build.rglob("cmake_install.cmake"):
        text = script.read_text(encoding="utf-8")
        for folder, files in re.findall(
                r'file\(INSTALL DESTINATION "\$\{CMAKE_INSTALL_PREFIX\}/([^"]*)" TYPE \w+'
                r'(?: \w+)*? FILES(.*?)\)', text, re.S):
            places.update(f"{folder}/{pathlib.PurePath(name).name}"
                          for name in re.findall(r'"([^"]+)"', files))
    return {place for place in places if not OWN_FILES.search(place)}


def pkg_config(path):
    """The fields of a .pc file, with lists as sets."""
    fields = re.findall(r"^([\w.]+)[:=] *(.*)$", path.read_text(encoding="utf-8"), re.M)
    return {name: " ".join(sorted(value.replace(",", "").split())) for name, value in fields}


def package_target(path):
    """The properties of the library in the CMake package."""
    text = path.read_text(encoding="utf-8").replace("${_IMPORT_PREFIX}", "PREFIX")
    text = text.replace("${_souris_prefix}", "PREFIX")
    found = re.findall(r"(INTERFACE_\w+) (\"[^\"]*\"|\w+)", text)
    return {name: sorted(part for part in value.strip('"').replace("\\$", "$").split(";") if part)
            for name, value in found if value.strip('"')}


def compare(what, of_meson, of_cmake):
    """Yields a line for each difference between two sets or dictionaries."""
    if isinstance(of_meson, dict):
        of_meson = {f"{name}={value}" for name, value in of_meson.items()}
        of_cmake = {f"{name}={value}" for name, value in of_cmake.items()}
    for place, only in (("meson", of_meson - of_cmake), ("CMake", of_cmake - of_meson)):
        for entry in sorted(only):
            yield f"{what}: {entry} by {place} alone"
    if not of_meson:
        yield f"{what}: nothing was found to compare"


def differences(source, build, folder):
    defaults, static, shared = folder / "defaults", folder / "static", folder / "shared"
    # As the build folder was told; where it was told nothing, that is what CMake has as well.
    told = [f"-D{name}={value}" for name, value in meson_options(build).items()]
    values = {option["name"]: option["value"] for option in introspect(build, "buildoptions")}
    told += [f"-DCMAKE_INSTALL_PREFIX={values['prefix']}",
             *(f"-DCMAKE_INSTALL_{name.upper()}={values[name]}"
               for name in ("libdir", "includedir", "bindir", "datadir", "mandir"))]
    configure(source, static, *told)
    configure(source, shared, "-DBUILD_SHARED_LIBS=ON", *told)
    configure(source, defaults)

    ours = cmake_options(defaults)
    ours.pop("SOURIS_INSTALL")
    yield from compare("options", meson_defaults(source), ours)
    for name, *parts in ("souris",), ("souris-cli", "souris-cli-output", "souris-cli-parts"):
        sources, flags = meson_target(build, name, *parts)
        cmake_sources, cmake_flags = cmake_target(static, name)
        yield from compare(f"sources of {name}", relative(sources, source, build),
                           relative(cmake_sources, source, static))
        if name == "souris":
            yield from compare("flags", important(flags), important(cmake_flags))
    library = (build / "src" / "libsouris.so").resolve()
    yield from compare("linking", link_flags(build, library.relative_to(build)),
                       link_flags(shared, library.name))
    yield from compare("installed files", meson_installed(build),
                       cmake_installed(static) | cmake_installed(shared))
    yield from compare("pkg-config", pkg_config(build / "meson-private" / "souris.pc"),
                       pkg_config(shared / "souris.pc"))
    for name in "souris-config.cmake", "souris-config-version.cmake":
        if (build / "src" / name).read_bytes() != (shared / name).read_bytes():
            yield f"{name}: not the same"
    exported = next(shared.glob("CMakeFiles/Export/**/souris-targets.cmake"))
    yield from compare("package", package_target(build / "src" / "souris-targets.cmake"),
                       package_target(exported))


def main(source, build):
    with tempfile.TemporaryDirectory() as folder:
        lines = list(differences(pathlib.Path(source).resolve(), pathlib.Path(build).resolve(),
                                 pathlib.Path(folder)))
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
