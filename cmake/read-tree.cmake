# SPDX-License-Identifier: MIT
# What stands in the tree once, for meson, read for CMake: the version, and which files belong to what.

# The version, of the header that programs ask for it.
function(souris_read_version version abi_version)
    set(header "${CMAKE_CURRENT_SOURCE_DIR}/include/souris/config.hpp")
    foreach(part MAJOR MINOR PATCH)
        file(STRINGS "${header}" line REGEX "^#define SOURIS_VERSION_${part} [0-9]+$")
        string(REGEX REPLACE ".* " "" ${part} "${line}")
    endforeach()
    file(STRINGS "${header}" line REGEX "^#define SOURIS_ABI_VERSION [0-9]+$")
    string(REGEX REPLACE ".* " "" abi "${line}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    set(${version} "${MAJOR}.${MINOR}.${PATCH}" PARENT_SCOPE)
    set(${abi_version} "${abi}" PARENT_SCOPE)
endfunction()

# The text of FOLDER's meson.build, without comments; a change of it configures anew.
function(souris_read_build_file text folder)
    set(path "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/meson.build")
    file(READ "${path}" content)
    string(REGEX REPLACE "#[^\n]*" "" content "${content}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
    set(${text} "${content}" PARENT_SCOPE)
endfunction()

# The files with SUFFIX that FOLDER's meson.build names. What a system does in its own way stands in
# folders posix and windows: of these, the one for the target.
function(souris_read_files files folder suffix)
    souris_read_build_file(text "${folder}")
    if(WIN32)
        set(other posix)
    else()
        set(other windows)
    endif()
    string(REGEX MATCHALL "'[a-z0-9_/]+\\.${suffix}'" names "${text}")
    list(FILTER names EXCLUDE REGEX "['/]${other}/")
    list(TRANSFORM names REPLACE "'(.*)'" "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/\\1")
    set(${files} ${names} PARENT_SCOPE)
endfunction()

# The library's sources, without those of the layers after the first argument.
function(souris_read_sources files)
    souris_read_build_file(text src)
    string(REGEX MATCH "souris_layers = \\[[^]]*\\]" layers "${text}")
    string(REGEX MATCHALL "[a-z]+'" layers "${layers}")
    list(TRANSFORM layers REPLACE "'" "")
    if(ARGN)
        list(REMOVE_ITEM layers ${ARGN})
    endif()
    set(all)
    foreach(layer ${layers})
        souris_read_files(names src/${layer} cpp)
        list(APPEND all ${names})
    endforeach()
    set(${files} ${all} PARENT_SCOPE)
endfunction()
