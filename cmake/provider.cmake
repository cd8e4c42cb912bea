# testkase_add_provider(ID SOURCE...): builds the provider library of one *_plugin folder as
# plugins/ID/libtestkase_ID.so in the build directory. It exports its entry symbol and nothing else.
set(TESTKASE_PLUGINS_DIR ${CMAKE_BINARY_DIR}/plugins)

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
endfunction()
