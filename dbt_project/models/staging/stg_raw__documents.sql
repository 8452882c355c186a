with source as (
    select * from {{ source('raw', 'documents') }}
)

select
    doc_id,
    landing_id,
    uri,
    media_type,
    reader,
    title,
    issuer,
    doc_type,
    region_code,
    region_name,
    region_level,
    period,
    published_on,
    source_title,
    publisher,
    source_url,
    notice,
    text,
    text_sha256,
    page_starts,
    extractor_version,
    catalogue_version,
    landed_at
from source
