# An import that fails.
import no_such_module_at_all
