# SPDX-License-Identifier: MIT
"""Builds the tree that it stands in, for Conan 2: conan create packaging/conan"""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class SourisConan(ConanFile):
    name = "souris"
    description = "Compact self-describing binary format"
    license = "MIT"
    topics = ("serialization", "binary-format")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {
        "shared": [True, False],
        "fPIC": [True, False],
        "with_lz4": [True, False],
        "with_brotli": [True, False],
        "with_zstd": [True, False],
        "with_columns": [True, False],
        "with_log": [True, False],
        "with_int128": [True, False],
    }
    default_options = {
        "shared": False,
        "fPIC": True,
        "with_lz4": True,
        "with_brotli": True,
        "with_zstd": True,
        "with_columns": True,
        "with_log": True,
        "with_int128": True,
    }
    implements = ["auto_shared_fpic"]

    @property
    def _tree(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._tree, "include", "souris", "config.hpp"))
        self.version = re.search(r'SOURIS_VERSION_STRING "(.*)"', header).group(1)

    def export_sources(self):
        for pattern in "CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*":
            copy(self, pattern, self._tree, self.export_sources_folder)

    def requirements(self):
        # The public headers include these two.
        self.requires("fmt/[>=9 <13]", transitive_headers=True, transitive_libs=True)
        self.requires("tl-expected/[>=1.0 <2]", transitive_headers=True)
        self.requires("simdjson/[>=3.0 <5]")
        self.requires("xxhash/[>=0.8 <1]")
        if self.options.with_lz4:
            self.requires("lz4/[>=1.9 <2]")
        if self.options.with_brotli:
            self.requires("brotli/[>=1.0.9 <2]")
        if self.options.with_zstd:
            self.requires("zstd/[>=1.5.4 <2]")

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["SOURIS_LZ4"] = "ON" if self.options.with_lz4 else "OFF"
        toolchain.cache_variables["SOURIS_BROTLI"] = "ON" if self.options.with_brotli else "OFF"
        toolchain.cache_variables["SOURIS_ZSTD"] = "ON" if self.options.with_zstd else "OFF"
        toolchain.cache_variables["SOURIS_COLUMNS"] = "ON" if self.options.with_columns else "OFF"
        toolchain.cache_variables["SOURIS_LOG"] = "ON" if self.options.with_log else "OFF"
        toolchain.cache_variables["SOURIS_INT128"] = "AUTO" if self.options.with_int128 else "OFF"
        toolchain.cache_variables["SOURIS_TOOLS"] = "OFF"
        toolchain.cache_variables["SOURIS_INSTALL"] = "ON"
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        # Conan writes its own for who uses the package.
        rmdir(self, os.path.join(self.package_folder, "lib", "cmake"))
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))

    def package_info(self):
        self.cpp_info.libs = ["souris"]
        self.cpp_info.set_property("cmake_file_name", "souris")
        self.cpp_info.set_property("cmake_target_name", "souris::souris")
        self.cpp_info.set_property("pkg_config_name", "souris")
        if not self.options.with_int128:
            self.cpp_info.defines = ["SOURIS_NO_INT128"]
