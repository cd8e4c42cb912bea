// Boost.JSON compiled into the kit, so that a provider needs no Boost library at run time.
#include <boost/json/src.hpp>
