# By folder: each group reads below the folders it was given. Answers with a reason, which stands in the audit log.
#   policy_path: folders/decision
package folders

# A folder ends with a slash: without it, "finance" would open "finance-board/" as well.
may_read := {
	"finance": ["finance/", "shared/"],
	"engineering": ["builds/", "shared/"],
}

decision := {"allow": true} if in_a_folder_of_theirs

decision := {"allow": false, "reason": "no folder of a group of theirs"} if not in_a_folder_of_theirs

in_a_folder_of_theirs if {
	some group in input.claims.groups
	some folder in may_read[group]
	startswith(input.key, folder)
}
