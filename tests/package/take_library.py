#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes the library in each way that needs no installation of it before, and prints 42 by each.

    take_library.py cmake SOURCE_FOLDER BUILD_FOLDER       by CMake and meson, and by the packages' recipes
    take_library.py amalgamated SOURCE_FOLDER COMPILER...  as two files, which are compiled by COMPILER

What others would fetch is a repository made of the tree as it is. Each way configures, and compiles
and links a program as it would, with the library of BUILD_FOLDER, which meson compiled: that CMake
compiles the same is what check_cmake.py compares.
"""
import importlib.util
import json
import os
import pathlib
import platform
import re
import shutil
import sys
import tempfile
import types

from link_program import run

PROGRAM = pathlib.Path("packaging", "conan", "test_package", "answer.cpp")
PORT = pathlib.Path("packaging", "vcpkg", "ports", "souris")
ADDRESS = "https://souris.invalid/souris.git"
# What the library is made of: what a build system reads of the tree.
NEEDED = ("CMakeLists.txt", "LICENSE", "cmake", "include", "meson.build", "meson_options.txt",
          "packaging", "src")
# In the place of a compiler: makes objects with nothing in them.
COMPILER = """#!/bin/sh
while [ "$1" != -o ]; do shift; done
exec cc -c -x c /dev/null -o "$2"
"""
# Without anything that a program does not call.
SMALL = "-Os -DNDEBUG -ffunction-sections -fdata-sections"
# The functions of vcpkg that the port calls, as far as one can tell from outside what they do.
VCPKG = r"""
function(vcpkg_check_features)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUT_FEATURE_OPTIONS" "FEATURES")
    set(options)
    while(arg_FEATURES)
        list(POP_FRONT arg_FEATURES feature option)
        if(feature IN_LIST FEATURES)
            list(APPEND options -D${option}=ON)
        else()
            list(APPEND options -D${option}=OFF)
        endif()
    endwhile()
    set(${arg_OUT_FEATURE_OPTIONS} ${options} PARENT_SCOPE)
endfunction()
function(vcpkg_cmake_configure)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
    execute_process(
        COMMAND ${CMAKE_COMMAND} -G Ninja -S ${arg_SOURCE_PATH} -B ${BUILD}
            -DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR} -DCMAKE_INSTALL_LIBDIR=lib
            -DBUILD_SHARED_LIBS=OFF -DCMAKE_BUILD_TYPE=Release
            -DCMAKE_CXX_COMPILER_LAUNCHER=${COMPILER} ${arg_OPTIONS}
        COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(vcpkg_cmake_install)
    execute_process(
        COMMAND ${CMAKE_COMMAND} --build ${BUILD} --target install COMMAND_ERROR_IS_FATAL ANY)
endfunction()
function(vcpkg_cmake_config_fixup)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
    file(MAKE_DIRECTORY "${CURRENT_PACKAGES_DIR}/share")
    file(RENAME "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}" "${CURRENT_PACKAGES_DIR}/share/${PORT}")
    get_filename_component(parent "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}" DIRECTORY)
    file(REMOVE_RECURSE "${parent}")
    # The files are one folder less deep there.
    set(targets "${CURRENT_PACKAGES_DIR}/share/${PORT}/souris-targets.cmake")
    file(READ "${targets}" text)
    set(up [[get_filename_component(_IMPORT_PREFIX "${_IMPORT_PREFIX}" PATH)]])
    string(REPLACE "${up}\n${up}\n${up}\n" "${up}\n${up}\n" text "${text}")
    file(WRITE "${targets}" "${text}")
endfunction()
function(vcpkg_fixup_pkgconfig)
    set(path "${CURRENT_PACKAGES_DIR}/lib/pkgconfig/souris.pc")
    file(READ "${path}" text)
    string(REGEX REPLACE "^prefix=[^\n]*" "prefix=\${pcfiledir}/../.." text "${text}")
    file(WRITE "${path}" "${text}")
endfunction()
function(vcpkg_install_copyright)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
    file(INSTALL ${arg_FILE_LIST} DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}" RENAME copyright)
endfunction()
"""


def hold(way, program):
    output = run(program)
    if output != "42\n":
        sys.exit(f"{way}: it prints {output!r} instead of 42")
    print(f"{way}: {output}", end="", flush=True)


def blocks(document, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", document.read_text(encoding="utf-8"),
                      re.M | re.S)


def snippet(source, language, word):
    """What README.md or docs/packaging.md shows of a way: its block with a word in it."""
    for name in "README.md", "docs/packaging.md":
        for block in blocks(source / name, language):
            if word in block:
                return block
    sys.exit(f"neither README.md nor docs/packaging.md has a block of {language} with {word}")


class Place:
    """A folder with what others would fetch, and a program for each way."""

    def __init__(self, folder, source, build):
        self.folder, self.source, self.build = folder, source, build
        self.library = build / "src" / "libsouris.a"
        config = (source / "include" / "souris" / "config.hpp").read_text(encoding="utf-8")
        self.version = re.search(r'SOURIS_VERSION_STRING "(.*)"', config).group(1)
        self.repository = folder / "repository"
        self.repository.mkdir()
        for name in NEEDED:
            copy = shutil.copytree if (source / name).is_dir() else shutil.copy
            copy(source / name, self.repository / name)
        git = ("git", "-C", self.repository, "-c", "user.name=test", "-c", "user.email=test@invalid",
               "-c", "commit.gpgsign=false")
        run(*git, "init", "--quiet")
        run(*git, "add", "--all", "--force")
        run(*git, "commit", "--quiet", "--message", "The tree")
        run(*git, "tag", f"v{self.version}")

    def program(self, way):
        """A new folder with the program, under the name that it has in README.md."""
        folder = self.folder / way
        folder.mkdir()
        shutil.copy(self.source / PROGRAM, folder / "mouse.cpp")
        return folder

    def from_here(self, text):
        """A build file that fetches from the repository, not from where it is published."""
        if ADDRESS not in text:
            sys.exit(f"it does not fetch from {ADDRESS}:\n{text}")
        return text.replace(ADDRESS, f"file://{self.repository}")

    def link(self, way, build, library):
        """Compiles and links as ninja would, but takes the library that is built already."""
        library = build / library
        library.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.library, library)
        targets = re.findall(r"^(\S*mouse\S*): (?:cpp_|CXX_)\S*$",
                             run("ninja", "-C", build, "-t", "targets", "all"), re.M)
        if len(targets) < 2:
            sys.exit(f"{way}: no program is built\n{targets}")
        for target in sorted(targets, key=lambda name: not name.endswith(".o")):
            (build / target).parent.mkdir(parents=True, exist_ok=True)
            run("sh", "-c", run("ninja", "-C", build, "--quiet", "-t", "commands", "-s", target),
                cwd=build)
        hold(way, build / "mouse")


def by_port(place):
    """Runs the port; returns the folder with what it installs."""
    port = place.repository / PORT
    manifest = json.loads((port / "vcpkg.json").read_text(encoding="utf-8"))
    if manifest["version"] != place.version:
        sys.exit(f"vcpkg.json has another version: {manifest['version']}")
    features = manifest["default-features"]
    unknown = set(features) - set(manifest["features"])
    if unknown:
        sys.exit(f"vcpkg.json: no feature {unknown}")
    packages, build = place.folder / "packages", place.folder / "port"
    compiler = place.folder / "compiler"
    compiler.write_text(COMPILER, encoding="utf-8")
    compiler.chmod(0o755)
    script = place.folder / "run_port.cmake"
    script.write_text("\n".join([
        "cmake_minimum_required(VERSION 3.18)", VCPKG, "set(PORT souris)",
        f'set(CURRENT_PORT_DIR "{port}")', f'set(CURRENT_PACKAGES_DIR "{packages}")',
        f'set(FEATURES core {" ".join(features)})', f'set(BUILD "{build}")',
        f'set(COMPILER "{compiler}")', f'include("{port}/portfile.cmake")']), encoding="utf-8")
    run("cmake", "-P", script)
    for name in "copyright", "usage", "souris-config.cmake":
        if not (packages / "share" / "souris" / name).is_file():
            sys.exit(f"the port does not install {name}")
    if (packages / "lib" / "cmake").exists() or (packages / "bin").exists():
        sys.exit("the port leaves what vcpkg does not want")
    shutil.copy(place.library, packages / "lib" / "libsouris.a")
    return packages


def find_package(place, packages):
    program = place.program("find_package")
    (program / "CMakeLists.txt").write_text(snippet(place.source, "cmake", "find_package"),
                                            encoding="utf-8")
    run("cmake", "-B", "build", f"-DCMAKE_PREFIX_PATH={packages}", cwd=program)
    run("cmake", "--build", "build", cwd=program)
    hold("find_package", program / "build" / "mouse")


def plain(place, packages):
    program = place.program("plain")
    command = snippet(place.source, "console", "pkg-config --cflags")
    command = command.replace("pkg-config", "pkg-config --static")
    run("sh", "-c", command, cwd=program,
        env={**os.environ, "PKG_CONFIG_PATH": str(packages / "lib" / "pkgconfig")})
    hold("plain g++", program / "mouse")


def by_cmake(place):
    fetched = place.from_here(snippet(place.source, "cmake", "FetchContent"))
    beside = re.sub(r"include\(FetchContent\).*?FetchContent_MakeAvailable\(souris\)",
                    "add_subdirectory(souris)", fetched, flags=re.S)
    for way, text, where in (("FetchContent", fetched, "_deps/souris-build"),
                             ("add_subdirectory", beside, "souris")):
        program = place.program(way)
        (program / "CMakeLists.txt").write_text(text, encoding="utf-8")
        (program / "souris").symlink_to(place.repository)
        run("cmake", "-G", "Ninja", "-B", "build", "-DCMAKE_BUILD_TYPE=Release", cwd=program)
        build = program / "build"
        targets = run("ninja", "-C", build, "-t", "targets", "all")
        if "souris-cli" in targets or f"{where}/libsouris.a: CXX_STATIC" not in targets:
            sys.exit(f"{way}: more or less is built than the library")
        place.link(way, build, f"{where}/libsouris.a")


def by_meson(place):
    for way in "subproject", "wrap":
        program = place.program(way)
        (program / "meson.build").write_text(snippet(place.source, "meson", "dependency"),
                                             encoding="utf-8")
        (program / "subprojects").mkdir()
        if way == "wrap":
            wrap = (place.source / "packaging" / "souris.wrap").read_text(encoding="utf-8")
            (program / "subprojects" / "souris.wrap").write_text(place.from_here(wrap),
                                                                 encoding="utf-8")
        else:
            (program / "subprojects" / "souris").symlink_to(place.repository)
        run("meson", "setup", "build", "--wrap-mode=default", "--force-fallback-for=souris",
            "-Dsouris:default_library=static", cwd=program)
        place.link(way, program / "build", "subprojects/souris/src/libsouris.a")


def check_conan(place):
    """The recipe, loaded with what stands in for Conan, gives CMake options that there are."""
    class Base:
        cpp_info = types.SimpleNamespace(set_property=lambda *_: None)
        required = []

        def requires(self, reference, **_):
            self.required.append(reference)

    class Toolchain:
        def __init__(self, recipe):
            self.cache_variables = recipe.cache_variables = {}

        def generate(self):
            pass

    def stand_in(name, **members):
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module

    def load(_, path):
        return pathlib.Path(path).read_text(encoding="utf-8")

    def copy(_, pattern, folder, target):
        found = list(pathlib.Path(folder).glob(pattern))
        if not found:
            sys.exit(f"conanfile.py exports {pattern}, which is not there")
        recipe.exported.update(path.name for path in found if target == "target")

    stand_in("conan", ConanFile=Base)
    stand_in("conan.tools")
    stand_in("conan.tools.build", check_min_cppstd=None, can_run=None)
    stand_in("conan.tools.cmake", CMake=None, CMakeDeps=Toolchain, CMakeToolchain=Toolchain,
             cmake_layout=None)
    stand_in("conan.tools.files", copy=copy, load=load, rmdir=None)
    conan = place.repository / "packaging" / "conan"
    for path in conan / "test_package" / "conanfile.py", conan / "conanfile.py":
        spec = importlib.util.spec_from_file_location("recipe", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    recipe = module.SourisConan()
    recipe.recipe_folder, recipe.export_sources_folder = str(conan), "target"
    recipe.exported = set()
    recipe.options = types.SimpleNamespace(**recipe.default_options)
    recipe.set_version()
    recipe.export_sources()
    recipe.requirements()
    recipe.generate()
    recipe.package_info()
    cache = (place.folder / "port" / "CMakeCache.txt").read_text(encoding="utf-8")
    for name in recipe.cache_variables:
        if not re.search(rf"^{name}:(STRING|BOOL)=", cache, re.M):
            sys.exit(f"conanfile.py: CMakeLists.txt has no option {name}")
    if recipe.version != place.version or "CMakeLists.txt" not in recipe.exported:
        sys.exit(f"conanfile.py: version {recipe.version}, exports {recipe.exported}")
    # What one recipe needs, the other does, and there is nothing else that the library needs.
    manifest = json.loads((place.repository / PORT / "vcpkg.json").read_text(encoding="utf-8"))
    features = [manifest["features"][name] for name in manifest["default-features"]]
    wanted = {name for part in (manifest, *features) for name in part.get("dependencies", ())
              if isinstance(name, str)}
    if {reference.split("/")[0] for reference in recipe.required} != wanted:
        sys.exit(f"conanfile.py needs {recipe.required}, vcpkg.json {wanted}")


def take_by_cmake(source, build):
    with tempfile.TemporaryDirectory() as folder:
        place = Place(pathlib.Path(folder), source, pathlib.Path(build).resolve())
        packages = by_port(place)
        find_package(place, packages)
        plain(place, packages)
        by_cmake(place)
        by_meson(place)
        check_conan(place)


def take_amalgamated(source, *compiler):
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder)
        shutil.copy(source / PROGRAM, program / "mouse.cpp")
        command = snippet(source, "console", "tools/amalgamate")
        command = command.replace("tools/amalgamate", str(source / "tools" / "amalgamate"))
        warnings = "-Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Werror"
        command = command.replace("-O2", SMALL).replace(
            "g++", f"{' '.join(compiler)} {warnings}", 1).replace("souris/souris.cpp", "souris.o")
        run("sh", "-ec", command.split("\n", 1)[0], cwd=program)
        run(*compiler, "-std=c++20", *warnings.split(), *SMALL.split(), "-c", "souris/souris.cpp",
            cwd=program)
        run("sh", "-ec", command.split("\n", 1)[1], cwd=program)
        hold("amalgamated", program / "mouse")
        check_sizes(source, program, compiler)
        # Without the other libraries, and by the other compiler, as far as to see that it can.
        others = ["clang++"] if shutil.which("clang++") else compiler
        run(*others, "-std=c++20", "-fsyntax-only", *warnings.split(), "-DSOURIS_NO_LZ4",
            "-DSOURIS_NO_BROTLI", "-DSOURIS_NO_ZSTD", "-DSOURIS_NO_INT128", "souris/souris.cpp",
            cwd=program)


def check_sizes(source, program, compiler):
    """Holds docs/packaging.md to what its programs that only read take, and that no writer is in
    them."""
    document = (source / "docs" / "packaging.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .*\((\.\./tests/package/read_\w+\.cpp)\).* \| (\d+) \|$", document, re.M)
    if len(rows) != 3:
        sys.exit(f"docs/packaging.md has the sizes of {len(rows)} programs that read instead of 3")
    libraries = ("-lfmt -llz4 -lbrotlienc -lbrotlidec -lzstd -lxxhash -lsimdjson "
                 "-Wl,--gc-sections").split()
    is_measured = platform.machine() == "x86_64" and "(Debian 12." in run(*compiler, "--version")
    for path, told in rows:
        text = (source / "docs" / path).read_text(encoding="utf-8")
        reader = program / pathlib.Path(path).name
        reader.write_text(re.sub(r"<souris/.*>", '"souris/souris.hpp"', text), encoding="utf-8")
        run(*compiler, "-std=c++20", *SMALL.split(), "-I.", reader, "souris.o", "-o", "reader",
            *libraries, cwd=program)
        writers = re.findall(r"(?:write_block|choose_block|pack_brotli|pack_zstd|\bpack_columns|SizeSearch|ContentWriter).*",
                             run("nm", "-C", "reader", cwd=program))
        if writers:
            sys.exit(f"{path} reads, and yet links {writers}")
        code, data = (int(size) for size in run("size", "reader", cwd=program).split()[6:8])
        size = (code + data) / 1000
        print(f"{path}: {size:.1f} KB", flush=True)
        if is_measured and not 0.95 * int(told) <= size <= int(told):
            sys.exit(f"docs/packaging.md says {told} KB")


def main(way, source, *arguments):
    ways = {"cmake": take_by_cmake, "amalgamated": take_amalgamated}
    ways[way](pathlib.Path(source).resolve(), *arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
