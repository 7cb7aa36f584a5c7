# SPDX-License-Identifier: MIT
# What the library itself links, as targets: for building it, and installed for those who link the
# static one. Of what souris_needs lists, it sets souris_missing to what is not there. simdjson
# installs files for CMake everywhere; of the others Debian's packages do not.

# NAME HEADER LIBRARY...: makes souris::NAME, if all of it is there.
function(souris_find_libraries name header)
    set(files)
    find_path(SOURIS_${name}_INCLUDE_DIR ${header})
    set(variables SOURIS_${name}_INCLUDE_DIR)
    foreach(library ${ARGN})
        find_library(SOURIS_${library}_LIBRARY NAMES ${library} ${library}-static)
        list(APPEND variables SOURIS_${library}_LIBRARY)
        list(APPEND files "${SOURIS_${library}_LIBRARY}")
    endforeach()
    mark_as_advanced(${variables})
    foreach(variable ${variables})
        if(NOT ${variable})
            return()
        endif()
    endforeach()
    add_library(souris::${name} INTERFACE IMPORTED)
    set_target_properties(souris::${name} PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${SOURIS_${name}_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${files}")
endfunction()

set(souris_missing)
foreach(souris_name ${souris_needs})
    if(souris_name STREQUAL "simdjson")
        set(souris_target simdjson::simdjson)
        if(NOT TARGET ${souris_target})
            find_package(simdjson CONFIG QUIET)
        endif()
    else()
        set(souris_target souris::${souris_name})
        if(TARGET ${souris_target})
            # From a project's other call of find_package.
        elseif(souris_name STREQUAL "xxhash")
            souris_find_libraries(xxhash xxhash.h xxhash)
        elseif(souris_name STREQUAL "lz4")
            souris_find_libraries(lz4 lz4hc.h lz4)
        elseif(souris_name STREQUAL "zstd")
            souris_find_libraries(zstd zstd.h zstd)
        elseif(souris_name STREQUAL "brotli")
            # The third is what the other two need: a shared library brings it, a static one does not.
            souris_find_libraries(brotli brotli/decode.h brotlienc brotlidec)
            if("${SOURIS_brotlidec_LIBRARY}" MATCHES "\\.(a|lib)$")
                find_library(SOURIS_brotlicommon_LIBRARY NAMES brotlicommon brotlicommon-static)
                set_property(TARGET souris::brotli APPEND PROPERTY
                    INTERFACE_LINK_LIBRARIES "${SOURIS_brotlicommon_LIBRARY}")
            endif()
        endif()
    endif()
    if(NOT TARGET ${souris_target})
        list(APPEND souris_missing ${souris_name})
    endif()
endforeach()
