/** Objects in S3 and whatever speaks its protocol, signed with Signature Version 4. */
@NullMarked
package dev.yatagarasu.core.internal.storage.s3;

import org.jspecify.annotations.NullMarked;
