# testkase_add_provider(ID SOURCE...): builds the provider library of one *_plugin folder as
# plugins/ID/libtestkase_ID.so in the build directory. It exports its entry symbol and nothing else.
# Beside it go the manifest made of manifests/ID.xml, with the library's SHA-256, and the folder's
# settings.schema.json: a complete plugin, ready to be copied to where TestKase looks for them.
set(TESTKASE_PLUGINS_DIR ${CMAKE_BINARY_DIR}/plugins)
set(TESTKASE_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})

function(testkase_add_provider id)
  add_library(testkase_${id} MODULE ${ARGN})
  target_link_libraries(testkase_${id} PRIVATE testkase_kit)
  set_target_properties(testkase_${id} PROPERTIES
    PREFIX lib
    LIBRARY_OUTPUT_DIRECTORY ${TESTKASE_PLUGINS_DIR}/${id}
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    BUILD_RPATH_USE_ORIGIN OFF
    SKIP_BUILD_RPATH ON)
  target_link_options(testkase_${id} PRIVATE -Wl,--exclude-libs,ALL -Wl,-z,noexecstack)
  if(NOT CMAKE_CXX_FLAGS_DEBUG MATCHES "-fsanitize")
    # Sanitizer run-times are resolved from the executable, so only the other builds can insist.
    target_link_options(testkase_${id} PRIVATE -Wl,-z,defs)
  endif()
  # The one source of the version that manifest and descriptor both show.
  target_compile_definitions(testkase_${id} PRIVATE TESTKASE_VERSION="${PROJECT_VERSION}")
  testkase_write_manifest(testkase_${id} ${PROJECT_SOURCE_DIR}/manifests/${id}.xml
                          ${CMAKE_CURRENT_SOURCE_DIR}/settings.schema.json)
endfunction()

# testkase_write_manifest(TARGET TEMPLATE SCHEMA): after each build of a library, writes its
# manifest.xml and copies its schema beside it.
function(testkase_write_manifest target template schema)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${template} ${schema})
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND}
      -D LIBRARY=$<TARGET_FILE:${target}>
      -D TEMPLATE=${template}
      -D SCHEMA=${schema}
      -D PROJECT_VERSION=${PROJECT_VERSION}
      -D ARCHITECTURE=${CMAKE_SYSTEM_PROCESSOR}
      -P ${TESTKASE_CMAKE_DIR}/write_manifest.cmake)
endfunction()

# Slots: manifests without a library, of providers that are still to be built.
function(testkase_add_slots)
  file(GLOB manifests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/manifests/*.xml)
  foreach(manifest IN LISTS manifests)
    cmake_path(GET manifest STEM id)
    file(READ ${manifest} text)
    if(NOT TARGET testkase_${id} AND NOT text MATCHES "<library")
      configure_file(${manifest} ${TESTKASE_PLUGINS_DIR}/${id}/manifest.xml COPYONLY)
      # Where the umask is 002 the host would refuse what a group may write.
      file(CHMOD ${TESTKASE_PLUGINS_DIR}/${id}/manifest.xml
           PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
      file(CHMOD ${TESTKASE_PLUGINS_DIR}/${id}
           PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                       WORLD_EXECUTE)
    endif()
  endforeach()
endfunction()
# Once every *_plugin folder has been read.
cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL testkase_add_slots)
