# cmake -D LIBRARY= -D TEMPLATE= -D SCHEMA= -D PROJECT_VERSION= -D ARCHITECTURE= -P write_manifest.cmake
# Fills a manifest template for a library as it was built, and sets the modes that the host's loader
# insists on.
cmake_path(GET LIBRARY PARENT_PATH folder)
file(SHA256 ${LIBRARY} LIBRARY_SHA256)
configure_file(${TEMPLATE} ${folder}/manifest.xml @ONLY)
configure_file(${SCHEMA} ${folder}/settings.schema.json COPYONLY)
file(CHMOD ${folder} ${LIBRARY}
     PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                 WORLD_EXECUTE)
file(CHMOD ${folder}/manifest.xml ${folder}/settings.schema.json
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
