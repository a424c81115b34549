package org.baraza.contracts.user;

/** What a person is in the community; decides what they may do. */
public enum AccountType {
    CHAPTER_MEMBER,
    HQ_MEMBER,
    CHAPTER_ADMIN,
    SUPER_ADMIN
}
