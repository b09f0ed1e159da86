# By owner: everybody reads below users/<their own id>/, and what is below public/.
#   policy_path: owner/allow
package owner

default allow := false

allow if {
	input.principal != null
	["users", input.principal] == array.slice(split(input.key, "/"), 0, 2)
}

allow if {
	input.principal != null
	startswith(input.key, "public/")
}
